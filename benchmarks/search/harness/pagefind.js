// Pagefind, with its results brought down to paragraphs: it gives pages, where the words stand in them, and where the
// elements with an id begin. Of each page three elements count: first those with the longest run of hits side by side,
// then those with the most hits as Pagefind weighs them.
"use strict";
window.engine = (() => {
  let pagefind;
  const root = new URL("../", location.href);
  const elements = (page) => {
    const found = new Map();
    const anchors = page.anchors.filter((anchor) => !anchor.id.startsWith("fnref"));
    for (const { location: place, balanced_score: weight } of page.weighted_locations) {
      const anchor = anchors.findLast((each) => each.location <= place);
      const url = page.url + (anchor ? `#${anchor.id}` : "");
      const before = found.get(url) ?? { weight: 0, run: 0, longest: 0, place: -2 };
      const run = place === before.place + 1 ? before.run + 1 : 1;
      found.set(url, { weight: before.weight + weight, run, longest: Math.max(before.longest, run), place });
    }
    const ranked = [...found].sort(([, a], [, b]) => b.longest - a.longest || b.weight - a.weight);
    return ranked.length ? ranked.slice(0, 3).map(([url]) => url) : [page.url];
  };
  return {
    base: "",
    load: async () => {
      pagefind = await import(new URL("pagefind/pagefind.js", root));
      await pagefind.options({ baseUrl: root.pathname, bundlePath: new URL("pagefind/", root).pathname });
      await pagefind.init();
    },
    query: async (text) => {
      const { results } = await pagefind.search(text);
      const pages = await Promise.all(results.slice(0, 5).map((result) => result.data()));
      return pages.flatMap(elements);
    },
  };
})();
