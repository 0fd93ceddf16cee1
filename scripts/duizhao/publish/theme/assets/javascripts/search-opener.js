// Opens the search box at its button, at "/" or Ctrl+K, and where a link leads to `#search`; and has what was searched for marked on the page a result led to.
// The box itself (search.js) is loaded at the first sign of a reader, so that no page waits for it.
(function () {
  "use strict";

  var opener = document.querySelector("[data-search-open]");
  if (!opener) return;
  var scripts = {};

  // Loads a script of the site, once.
  window.duizhaoScript = function (path) {
    return scripts[path] || (scripts[path] = new Promise(function (done, fail) {
      var element = document.createElement("script");
      element.src = opener.dataset.base + path;
      element.onload = done;
      element.onerror = function () { delete scripts[path]; fail(new Error(path)); };
      document.head.appendChild(element);
    }));
  };

  function box() {
    return window.duizhaoScript("assets/javascripts/search.js").then(function () { return window.duizhaoSearch; });
  }

  // For programs that ask before the box is there.
  window.duizhaoSearch = {
    query: function (text) { return box().then(function (search) { return search.query(text); }); }
  };

  function prepare() { box().then(function (search) { search.prepare(); }, function () { /* said when it is opened */ }); }

  // Takes what is typed, pasted or dictated while the box is on its way. As long as an input method composes in it, it
  // stays: what is composed would be lost with the field, or be taken for what the reader means.
  var waiting = null, composing = false, then = null;

  function whenComposed(action) {
    if (composing) then = action; else action();
  }

  function open() {
    if (waiting) return;
    var before = document.activeElement;
    waiting = document.createElement("input");
    waiting.className = "edition-hidden";
    waiting.setAttribute("aria-label", JSON.parse(opener.dataset.words).title);
    waiting.addEventListener("compositionstart", function () { composing = true; });
    waiting.addEventListener("compositionend", function () {
      composing = false;
      // The field holds what was chosen only when this event is over.
      if (then) window.setTimeout(then);
      then = null;
    });
    document.body.append(waiting);
    waiting.focus({ preventScroll: true });
    box().then(function (search) {
      whenComposed(function () { search.open(arrived(before)); });
    }, function () { arrived(before); fail(); });
  }

  // The focus is where it was, so that it returns there when the box is closed. Gives what was entered.
  function arrived(before) {
    var entered = waiting.value;
    waiting.remove();
    waiting = null;
    composing = false;
    before.focus({ preventScroll: true });
    return entered;
  }

  function fail() {
    var said = document.createElement("p");
    said.className = "edition-said shown";
    said.setAttribute("role", "status");
    said.textContent = JSON.parse(opener.dataset.words).failed;
    document.body.append(said);
    window.setTimeout(function () { said.remove(); }, 5000);
  }

  ["pointermove", "touchstart", "keydown", "scroll"].forEach(function (name) {
    window.addEventListener(name, function () { box().catch(function () { /* said when it is opened */ }); }, { once: true, passive: true });
  });
  ["pointerenter", "focus", "touchstart"].forEach(function (name) {
    opener.addEventListener(name, prepare, { once: true, passive: true });
  });
  opener.addEventListener("click", open);
  document.addEventListener("keydown", function (event) {
    var typing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
    var slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing;
    var letter = (event.key === "k" || event.key === "K") && (event.ctrlKey || event.metaKey) && !event.altKey;
    if ((slash || letter) && !event.isComposing) {
      event.preventDefault();
      open();
    }
  });

  if (location.hash === "#search") open();
  if (new URLSearchParams(location.search).get("q")) box().then(function (search) { search.arrive(); });
})();
