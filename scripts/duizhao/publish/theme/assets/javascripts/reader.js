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

  // The number of a paragraph is that of its id, so that it is the same in every language: 3 in s1-2-p3, and in a box
  // with its own, 1.2 in s1-2-box1-p2.
  function number() {
    if (root.dataset.numbers !== "shown") return;
    document.querySelectorAll(".edition-permalink").forEach(function (sign) {
      var parts = /-(?:[a-z]+(\d+)-)?p(\d+)$/.exec(sign.hash);
      if (parts) sign.dataset.number = (parts[1] ? parts[1] + "." : "") + parts[2];
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

  // ---- Another language, for whose browser asks for it before the page's own: said once, in that language, and not to
  // who comes from another page of the site, or has said no, or has chosen.

  var links = Array.prototype.slice.call(document.querySelectorAll(".edition-languages a[data-offer]"));

  links.forEach(function (link) {
    link.addEventListener("click", function () { keep("offer", "chosen"); });
  });

  function asked() {
    if (kept("offer") || document.referrer.indexOf(location.origin + "/") === 0) return null;
    var found = null;
    (navigator.languages || []).some(function (tag) {
      var language = tag.split("-")[0];
      if (language === root.lang.split("-")[0]) return true;
      found = links.find(function (link) { return link.hreflang.split("-")[0] === language; }) || null;
      return found;
    });
    return found;
  }

  // Two languages side by side hold the other one already.
  var wanted = document.querySelector(".parallel") ? null : asked();
  if (!wanted) return;
  var words = JSON.parse(wanted.dataset.offer);
  var offer = document.createElement("aside");
  offer.className = "dz-offer";
  offer.lang = wanted.lang;
  offer.setAttribute("aria-label", words.text);
  var said = document.createElement("p");
  said.textContent = words.text;
  var go = document.createElement("a");
  go.href = wanted.href;
  go.hreflang = wanted.hreflang;
  go.textContent = words.go;
  var no = document.createElement("button");
  no.type = "button";
  no.textContent = words.decline;
  go.addEventListener("click", function () { keep("offer", "chosen"); });
  no.addEventListener("click", function () {
    keep("offer", "no");
    offer.remove();
  });
  offer.append(said, go, no);
  document.querySelector(".md-header").after(offer);
})();
