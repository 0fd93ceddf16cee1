// The least a page with a search needs: the engine is loaded when the reader enters the field, each input is a query,
// and the results are links. `engine.load()` and `engine.query(text)` (addresses relative to `engine.base`, best first)
// may be promises.
"use strict";
(() => {
  const input = document.querySelector("input");
  const status = document.querySelector("[role=status]");
  const list = document.querySelector("ol");
  const engine = window.engine;
  let ready;
  let latest = 0;
  const load = () => (ready ??= Promise.resolve(engine.load()));
  const show = (query, found) => {
    list.replaceChildren(...found.slice(0, 10).map((url) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = engine.base + url;
      link.textContent = url;
      item.append(link);
      return item;
    }));
    status.textContent = found.length ? `${found.length}` : "nothing found";
    // What the runner waits for.
    document.body.dataset.answered = query;
  };
  const search = async () => {
    const query = input.value;
    const mine = ++latest;
    await load();
    const answer = engine.query(query);
    const found = Array.isArray(answer) ? answer : await answer;
    if (mine === latest) show(query, found);
  };
  input.addEventListener("focus", load);
  input.addEventListener("input", search);
})();
