// Text made alike as in passages.py, and two ways to cut it.
"use strict";
window.bench = {
  normalise: (text) => text.normalize("NFKC").toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC")
    .replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/[–—‑‐]/g, "-")
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, "").replace(/\s+/g, " ").trim(),
  runs: /[\u3400-\u9fff\uf900-\ufaff]+|\d+(?:\.\d+)*|(?:(?![\u3400-\u9fff\uf900-\ufaff])\p{L})+/gu,
  // Words of letters, numbers; of a run of Han characters every two neighbours, and to find single ones, each.
  pairs: (text, query) => (window.bench.normalise(text).match(window.bench.runs) ?? [])
    .flatMap((run) => {
      if (!/[\u3400-\u9fff\uf900-\ufaff]/.test(run)) return [run];
      const characters = [...run];
      const pairs = characters.slice(1).map((character, i) => characters[i] + character);
      return query && pairs.length ? pairs : [...characters, ...pairs];
    }),
  // Words as the browser's own segmentation has them.
  words: (text) => [...new Intl.Segmenter("zh", { granularity: "word" }).segment(window.bench.normalise(text))]
    .filter((part) => part.isWordLike).map((part) => part.segment),
};
