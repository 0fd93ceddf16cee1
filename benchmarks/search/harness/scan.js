// No index: the text itself, gone through at every query. What an exact search can reach, and what it costs.
"use strict";
window.engine = (() => {
  let passages = [];
  const language = document.documentElement.lang;
  const letter = /[\p{L}\p{N}]/u;
  const han = /[\u3400-\u9fff\uf900-\ufaff]/;
  // 2 for whole words and numbers, 1 for a part of one.
  const found = (text, part) => {
    let best = 0;
    for (let at = text.indexOf(part); at >= 0 && best < 2; at = text.indexOf(part, at + 1)) {
      const sides = [[text[at - 1], part[0]], [part.at(-1), text[at + part.length]]];
      const whole = sides.every(([a, b]) => !a || !b || !letter.test(a) || !letter.test(b) || han.test(a) || han.test(b));
      best = Math.max(best, whole ? 2 : 1);
    }
    return best;
  };
  return {
    base: document.documentElement.dataset.root,
    load: async () => {
      await Promise.all(["text.js", `passages-${language}.js`].map((src) => {
        const script = document.createElement("script");
        document.head.append(Object.assign(script, { src }));
        return new Promise((done, failed) => Object.assign(script, { onload: done, onerror: failed }));
      }));
      passages = window.PASSAGES.map(([id, kind, text]) => [id, kind, window.bench.normalise(text)]);
    },
    query: (typed) => {
      const query = window.bench.normalise(typed);
      if (!query) return [];
      const words = query.split(" ");
      return passages
        .map(([id, kind, text]) => {
          const whole = found(text, query);
          const each = whole || words.length === 1 ? 0 : Math.min(...words.map((word) => found(text, word)));
          return [whole * 10 + each + (whole && kind === "heading" ? 5 : 0), id];
        })
        .filter(([score]) => score)
        .sort((a, b) => b[0] - a[0])
        .map(([, id]) => id);
    },
  };
})();
