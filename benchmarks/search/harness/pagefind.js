// Pagefind, with its results brought down to paragraphs: it gives pages, where the words stand in them, and where the
// elements with an id begin. Of each page the three elements with the most hits count.
"use strict";
window.engine = (() => {
  let pagefind;
  const root = new URL("../", location.href);
  const elements = (page) => {
    const weights = new Map();
    for (const hit of page.weighted_locations) {
      const anchor = page.anchors.findLast((each) => each.location <= hit.location);
      const url = page.url + (anchor ? `#${anchor.id}` : "");
      weights.set(url, (weights.get(url) ?? 0) + hit.balanced_score);
    }
    const ranked = [...weights].sort((a, b) => b[1] - a[1]).map(([url]) => url);
    return ranked.length ? ranked.slice(0, 3) : [page.url];
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
