// What a page knows of its reader, and keeps in the browser alone: how they want to read, where they stopped, and that
// they do not want another language. Where the browser keeps nothing, all this holds for the page.
(function () {
  "use strict";

  function kept(name) {
    try { return __md_get(name); } catch (e) { return null; }
  }

  function keep(name, value) {
    try { __md_set(name, value); } catch (e) { /* not allowed here */ }
  }

  // ---- How to read: face, size, leading, numbers of paragraphs. What is chosen stands on the root, for the style
  // sheets; the first paint has it already (partials/javascripts/reading.html).

  var root = document.documentElement;
  var panel = document.querySelector(".dz-reading");
  var usual = { face: "sans", size: "medium", leading: "normal", numbers: "hidden" };

  panel.querySelectorAll("fieldset input").forEach(function (input) {
    input.checked = input.value === (root.dataset[input.name] || usual[input.name]);
    input.addEventListener("change", function () {
      root.dataset[input.name] = input.value;
      var chosen = {};
      Object.keys(usual).forEach(function (name) {
        if ((root.dataset[name] || usual[name]) !== usual[name]) chosen[name] = root.dataset[name];
      });
      keep("reading", chosen);
      number();
    });
  });

  document.addEventListener("click", function (event) {
    if (!panel.contains(event.target)) panel.open = false;
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !panel.open) return;
    panel.open = false;
    panel.querySelector("summary").focus();
  });

  function number() {
    if (root.dataset.numbers !== "shown") return;
    document.querySelectorAll(".edition-permalink").forEach(function (sign) {
      var own = window.duizhaoNumber(sign);
      if (own) sign.dataset.number = own;
    });
  }

  number();

  // ---- Where they stopped: kept when a page of the text is left, offered on the home page.

  var begin = document.querySelector(".edition-ways .main a[data-continue]");
  var here = "stopped-" + root.lang;

  if (begin) {
    var stopped = kept(here);
    if (stopped && typeof stopped.page === "string" && /^[\w./-]+$/.test(stopped.page) && !/^\/|\.\./.test(stopped.page)) {
      begin.href = new URL(stopped.page, __md_scope).href + (stopped.id ? "#" + encodeURIComponent(stopped.id) : "");
      begin.textContent = begin.dataset.continue;
      var what = document.createElement("span");
      what.textContent = String(stopped.title);
      begin.after(what);
    }
  }

  if (document.querySelector(".edition-permalink") && !document.querySelector(".edition-front")) {
    window.addEventListener("pagehide", function () {
      var path = location.pathname;
      if (path.indexOf(__md_scope.pathname) !== 0) return;
      var title = document.querySelector("h1").cloneNode(true);
      title.querySelectorAll(".headerlink, sup").forEach(function (element) { element.remove(); });
      keep(here, {
        page: path.slice(__md_scope.pathname.length),
        id: scrollY > 200 ? window.duizhaoPlace() : "",
        title: title.textContent.trim(),
      });
    });
  }

  // ---- Another language: whoever has chosen, or said no, is not asked again (edition/offer.html).

  document.querySelectorAll(".edition-languages a, .dz-offer a").forEach(function (link) {
    link.addEventListener("click", function () { keep("offer", "chosen"); });
  });

  document.querySelectorAll(".dz-offer button").forEach(function (button) {
    button.addEventListener("click", function () {
      keep("offer", "no");
      button.parentNode.remove();
    });
  });
})();
