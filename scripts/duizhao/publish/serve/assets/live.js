// What `duizhao serve` adds to a page: the page as it is after an edit, in its place and with the reader's place kept,
// and what the check finds, at its paragraph. No page of a published site has this script.
(function () {
  "use strict";

  var script = document.currentScript;
  var words = JSON.parse(script.dataset.words);
  var page = script.dataset.page;
  var version = script.dataset.version;

  // What an edit can change of a page; if anything else is different, the page is loaded again.
  var REGIONS = [".md-header__title", ".md-sidebar--primary", ".md-sidebar--secondary", ".md-content", ".md-footer"];
  var BLOCKS = ".md-content article > [id]:not(.parallel), .md-content aside[id] > p[id], .md-content .parallel-row[id]";

  // ---- The scripts of the page that hold on to its content are begun anew with it; until then it is noted what they
  // listen to. With each, what it leaves outside the content.

  var BEGUN_ANEW = { "content.js": ":is(.edition-said, #edition-keys)", "parallel.js": "" };
  var heard = [];

  [document, window].forEach(function (target) {
    var add = target.addEventListener;
    target.addEventListener = function (type, listener, options) {
      if (nameOf(document.currentScript) in BEGUN_ANEW) heard.push([target, type, listener, options]);
      return add.apply(target, arguments);
    };
  });

  function nameOf(element) {
    return element && element.src ? element.src.split("?")[0].split("/").pop() : "";
  }

  function beginAnew(then) {
    heard.splice(0).forEach(function (each) { each[0].removeEventListener(each[1], each[2], each[3]); });
    var scripts = Array.from(document.querySelectorAll("script[src]")).filter(function (element) {
      return nameOf(element) in BEGUN_ANEW;
    });
    if (window.document$) window.document$.next(document); // the theme's own parts
    if (!scripts.length) return then();
    scripts.forEach(function (old, index) {
      var leavings = BEGUN_ANEW[nameOf(old)];
      if (leavings) document.querySelectorAll("body > " + leavings).forEach(function (element) { element.remove(); });
      var anew = document.createElement("script");
      anew.async = false; // in their order
      anew.src = old.src;
      if (index === scripts.length - 1) anew.onload = anew.onerror = then;
      old.replaceWith(anew);
    });
  }

  // ---- The reader's place: the first block in sight and those behind it, with their distance from the window's top.

  function place() {
    if (!window.scrollY) return [];
    return Array.from(document.querySelectorAll(BLOCKS)).filter(function (block) {
      return block.getBoundingClientRect().bottom > 80;
    }).slice(0, 40).map(function (block) { return [block.id, block.getBoundingClientRect().top]; });
  }

  function keep(blocks) {
    var there = blocks.find(function (block) { return document.getElementById(block[0]); });
    if (!there) return;
    var moved = document.getElementById(there[0]).getBoundingClientRect().top - there[1];
    if (Math.abs(moved) >= 1) window.scrollBy({ top: moved, behavior: "instant" });
  }

  function loadAgain() {
    try {
      sessionStorage.setItem("duizhao-place", JSON.stringify({ page: page, blocks: place(), top: window.scrollY }));
      history.scrollRestoration = "manual";
    } catch (e) { /* no storage: the browser's own way */ }
    location.reload();
  }

  function arrive() {
    var kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem("duizhao-place"));
      sessionStorage.removeItem("duizhao-place");
      history.scrollRestoration = "auto";
    } catch (e) { /* no storage */ }
    if (!kept || kept.page !== page) return;
    window.scrollTo({ top: kept.top, behavior: "instant" });
    keep(kept.blocks);
  }

  // ---- The page after an edit.

  var before = null; // as it was sent last, which no script has changed

  function parsed(html) {
    return new DOMParser().parseFromString(html, "text/html");
  }

  // All that no region holds, and that is not said of the page to programs alone.
  function rest(sent) {
    var copy = sent.documentElement.cloneNode(true);
    copy.querySelectorAll(REGIONS.concat("title", "meta", "link[rel=prev]", "link[rel=next]", "[type='application/ld+json']",
      "script[data-version]").join()).forEach(function (element) { element.remove(); });
    return copy.outerHTML.replace(/\s+/g, " ");
  }

  function replace(now) {
    REGIONS.forEach(function (selector) {
      var old = document.querySelector(selector), fresh = now.querySelector(selector);
      var same = before.querySelector(selector);
      if (!old || !fresh || (selector !== ".md-content" && same && same.outerHTML === fresh.outerHTML)) return;
      old.replaceWith(document.importNode(fresh, true));
    });
    document.title = now.title;
  }

  function focused() {
    var element = document.activeElement;
    var block = element && element.closest && element.closest(".md-content [id]");
    return block && { id: block.id, sign: element.matches(".edition-permalink") };
  }

  function focusAgain(was) {
    var block = was && document.getElementById(was.id);
    var element = block && (was.sign ? block.querySelector(".edition-permalink") : block);
    if (element && (!document.activeElement || document.activeElement === document.body)) {
      element.focus({ preventScroll: true });
    }
  }

  function take(html, sent) {
    var now = parsed(html);
    if (!before || !now.querySelector(".md-content") || rest(before) !== rest(now)) return loadAgain();
    var blocks = place(), was = focused();
    replace(now);
    showNotes();
    keep(blocks);
    before = now;
    version = sent;
    beginAnew(function () {
      keep(blocks);
      focusAgain(was);
      document.documentElement.dataset.duizhaoVersion = version;
      refresh();
    });
  }

  var asking = false;

  function refresh() {
    if (asking || !state || state.version === version) return;
    asking = true;
    fetch(location.pathname, { cache: "no-store" }).then(function (answer) {
      return answer.text().then(function (html) {
        asking = false;
        take(html, (answer.headers.get("ETag") || "").replace(/"/g, ""));
      });
    }).catch(function () { asking = false; });
  }

  // A figure's image that has changed while the page has not.
  var figures = {};

  function refreshFigures() {
    Object.keys(state.figures).forEach(function (path) {
      if (figures[path] === state.figures[path]) return;
      figures[path] = state.figures[path];
      document.querySelectorAll(".md-content img").forEach(function (image) {
        var address = new URL(image.src);
        if (!address.pathname.endsWith("/" + path)) return;
        address.search = "?" + figures[path];
        image.src = address.href;
      });
    });
  }

  // ---- What the check finds, at its paragraph; and a bar that counts it, leads from one to the next, and says what is
  // in the way.

  var state = null;
  var bar = null;

  function element(name, attributes, text) {
    var made = document.createElement(name);
    Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    if (text) made.textContent = text;
    return made;
  }

  // What is said is in a language from the left, whatever the page is in.
  function makeBar() {
    bar = element("section", { "class": "duizhao-live", "aria-label": words.name, lang: script.dataset.lang, dir: "ltr" });
    var details = element("details", { "class": "duizhao-live__all" });
    details.append(
      element("summary", {}, words.name),
      element("pre", { "class": "duizhao-live__problem", role: "alert", hidden: "" }),
      element("div", { "class": "duizhao-live__notes" }),
      element("button", { type: "button", "data-by": "-1" }, words.previous),
      element("button", { type: "button", "data-by": "1" }, words.next)
    );
    bar.append(details, element("p", { "class": "duizhao-live__said", role: "status" }));
    // Folded, it is a line. On a narrow window it begins so; elsewhere it is as it was left.
    var left = null;
    try { left = sessionStorage.getItem("duizhao-folded"); } catch (e) { /* no storage */ }
    details.open = left === null ? window.matchMedia("(min-width: 45em)").matches : left === "false";
    details.addEventListener("toggle", function () {
      try { sessionStorage.setItem("duizhao-folded", String(!details.open)); } catch (e) { /* no storage */ }
    });
    bar.addEventListener("click", function (event) {
      var button = event.target.closest("button[data-by]");
      if (button) go(Number(button.dataset.by));
    });
    document.body.append(bar);
  }

  var at = -1;

  function go(by) {
    var all = Array.from(document.querySelectorAll(".duizhao-note"));
    if (!all.length) return;
    var here = all.indexOf(document.activeElement.closest(".duizhao-note"));
    at = ((here < 0 ? at : here) + by + all.length) % all.length;
    all[at].scrollIntoView({ block: "center" });
    all[at].focus({ preventScroll: true });
  }

  function note(finding) {
    var made = element("aside", {
      "class": "duizhao-note", "data-severity": finding.severity, "data-code": finding.code, "data-key": finding.key,
      lang: script.dataset.lang, dir: "ltr", tabindex: "-1", "aria-label": finding.kind + " " + finding.code,
      "data-search-exclude": ""
    });
    var head = element("p", { "class": "duizhao-note__head" }, finding.kind + " ");
    head.append(element("code", {}, finding.code));
    made.append(head, element("p", {}, finding.message));
    if (finding.text) made.append(element("p", { "class": "duizhao-note__text", dir: "auto" }, finding.text));
    if (finding.advice) made.append(element("p", { "class": "duizhao-note__advice" }, finding.advice));
    made.append(element("p", { "class": "duizhao-note__place" }, finding.places.join(words.separator) + " [" + finding.key + "]"));
    return made;
  }

  function put(finding, made) {
    var found = finding.at && (document.getElementById(finding.at) ||
      document.getElementById(finding.at.replace(/^fn:/, "note-")));
    if (!found || !found.closest(".md-content")) {
      bar.querySelector(".duizhao-live__notes").append(made);
    } else if (found.matches(".parallel-row, .parallel-row *")) {
      var row = found.closest(".parallel-row");
      (row.querySelector('[data-language="' + finding.language + '"]') || row).append(made);
    } else if (found.matches("li")) {
      found.append(made);
    } else {
      var behind = found.closest(".edition-table") || found;
      while (behind.nextElementSibling && behind.nextElementSibling.matches(".duizhao-note")) behind = behind.nextElementSibling;
      behind.after(made);
    }
  }

  function showNotes() {
    if (!state || !bar) return;
    var focus = document.activeElement && document.activeElement.closest(".duizhao-note");
    var key = focus && focus.dataset.key;
    document.querySelectorAll(".duizhao-note").forEach(function (each) { each.remove(); });
    state.findings.forEach(function (finding) { put(finding, note(finding)); });
    if (key) {
      var same = document.querySelector('.duizhao-note[data-key="' + key + '"]');
      (same || bar.querySelector("summary")).focus({ preventScroll: true });
    }
  }

  function say(text, problem) {
    var said = bar.querySelector(".duizhao-live__said"), told = bar.querySelector(".duizhao-live__problem");
    // What is said again is not heard again.
    if (said.textContent !== text) said.textContent = text;
    if (told.textContent !== problem) {
      told.textContent = problem;
      if (problem) told.parentNode.open = true;
    }
    told.hidden = !problem;
    bar.querySelectorAll("button").forEach(function (button) { button.disabled = !document.querySelector(".duizhao-note"); });
  }

  function tell() {
    var count = state.findings.length;
    var none = state.problem ? words.before : words.none;
    var text = count === 0 ? none : (count === 1 ? words.one : words.several).replace("{count}", count);
    say(text + (state.checking ? words.checking : ""), state.problem);
  }

  var shown = "";

  function heed(now) {
    state = now;
    document.documentElement.dataset.duizhaoState = now.building ? "building" : "built";
    var findings = JSON.stringify(now.findings);
    if (findings !== shown) {
      shown = findings;
      var blocks = place();
      showNotes();
      keep(blocks);
    }
    tell();
    refreshFigures();
    refresh();
  }

  // ---- The stream of events, while the tab is in sight: a browser has only a few for all tabs.

  var source = null;

  function listen() {
    if (source) source.close();
    source = null;
    if (document.hidden) return;
    source = new EventSource("/_duizhao/events?page=" + encodeURIComponent(page));
    source.onmessage = function (event) { heed(JSON.parse(event.data)); };
    source.onerror = function () { say(words.gone, state ? state.problem : ""); };
  }

  document.addEventListener("DOMContentLoaded", function () {
    makeBar();
    arrive();
    document.documentElement.dataset.duizhaoVersion = version;
    fetch(location.pathname, { cache: "no-store" }).then(function (answer) {
      return answer.text().then(function (html) {
        if ((answer.headers.get("ETag") || "").replace(/"/g, "") === version) before = parsed(html);
      });
    }).finally(listen);
  });
  document.addEventListener("visibilitychange", listen);
  window.addEventListener("pagehide", function () { if (source) source.close(); });
  window.addEventListener("pageshow", function (event) { if (event.persisted) listen(); });
})();
