// MiniSearch over passages. All words must be there, the last one may go on, and a long one may be off by a letter in
// five. `cut` names how text is cut into words (see text.js).
"use strict";
window.miniOptions = (cut) => ({
  fields: ["text"],
  tokenize: (text) => window.bench[cut](text, false),
  processTerm: (term) => term,
  searchOptions: {
    combineWith: "AND",
    prefix: (term, i, terms) => i === terms.length - 1 && (cut === "words" || /[a-z]$/.test(term)),
    fuzzy: (term) => (/^[a-z]{6,}$/.test(term) ? 0.2 : false),
    tokenize: (text) => window.bench[cut](text, true),
  },
});
window.miniEngine = (cut) => {
  let index;
  const { root } = document.documentElement.dataset;
  const language = document.documentElement.lang;
  return {
    base: root,
    load: async () => {
      await Promise.all(["text.js", "minisearch-lib.js", `index-${language}.js`].map((src) => {
        const script = document.createElement("script");
        document.head.append(Object.assign(script, { src }));
        return new Promise((done, failed) => Object.assign(script, { onload: done, onerror: failed }));
      }));
      index = window.MiniSearch.loadJS(window.INDEX, window.miniOptions(cut));
    },
    query: (text) => index.search(text).map((found) => found.id),
  };
};
