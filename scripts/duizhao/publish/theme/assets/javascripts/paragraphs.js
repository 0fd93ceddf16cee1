// A paragraph's sign: with this script it opens a small menu (its link, its references, its text). All signs of a page
// are one stop for the tabulator; the arrows go from one to the next. Without the script each is a plain link.
(function () {
  "use strict";

  // ---- A heading, and a box named after its title, is called by its words, without the link behind them.

  function call(element, title) {
    if (!title) return;
    element.removeAttribute("aria-labelledby");
    element.setAttribute("aria-label", [title.dataset.label, textOf(title)].filter(Boolean).join(" "));
  }

  document.querySelectorAll(".md-content .headerlink").forEach(function (link) { call(link.parentNode, link.parentNode); });
  document.querySelectorAll(".md-content aside[aria-labelledby]").forEach(function (box) {
    call(box, document.getElementById(box.getAttribute("aria-labelledby")));
  });

  var cite = window.duizhaoCite;
  var signs = Array.prototype.slice.call(document.querySelectorAll(".md-content .edition-permalink"));
  if (!cite || !signs.length) return;
  var words = cite.words;

  // ---- One stop: at first the first sign, then the one the reader was at or has come to.

  var keys = document.createElement("p");
  keys.id = "edition-keys";
  keys.hidden = true;
  keys.textContent = words.keys;
  document.body.append(keys);

  signs.forEach(function (sign) {
    sign.setAttribute("role", "button");
    sign.setAttribute("aria-label", [words.paragraph_menu, window.duizhaoNumber(sign)].filter(Boolean).join(" "));
    sign.setAttribute("aria-expanded", "false");
    sign.setAttribute("aria-describedby", keys.id);
  });
  var stopAt = window.duizhaoOneStop(signs, current);

  function current() {
    if (menu) return null;
    var named = window.duizhaoNamed(location.hash);
    var own = named && signs.find(function (sign) { return sign.parentNode === named; });
    if (own && window.duizhaoInSight(own.parentNode)) return own;
    return signs.find(function (sign) { return window.duizhaoInSight(sign.parentNode); });
  }

  // ---- The menu.

  var menu = null;
  var owner = null;

  function item(text, action) {
    var element = window.duizhaoButton(text, action);
    menu.append(element);
    return element;
  }

  function show(sign) {
    hide(false);
    owner = sign;
    var paragraph = sign.parentNode;
    var id = paragraph.id;
    var cells = Array.from(paragraph.querySelectorAll(".parallel-cell:not(.gap)"));
    // What is copied and reported is the paragraph in the page's language; beside it, in a parallel view, its counterpart.
    var text = textOf(cells[0] || paragraph);
    var url = cite.address(id);
    function copyAll(texts) { cite.copy(texts.join("\n\n") + "\n\n" + cite.reference(id) + "\n", sign); }
    function there(link) { return link.href.split("#")[0] + "#" + id; }
    function beside() { return counterparts(view.pathname.split("/parallel/").pop(), id); }
    menu = document.createElement("div");
    menu.className = "edition-menu";
    menu.setAttribute("role", "group");
    menu.setAttribute("aria-label", words.paragraph_menu);
    if (url) item(words.copy_link, function () { cite.copy(url, sign); hide(true); });
    item(words.paragraph, function () {
      hide(false);
      cite.open(id, beginning(text), sign);
    });
    item(words.copy_quote, function () {
      cite.copy(text + "\n\n" + cite.reference(id) + "\n", sign);
      hide(true);
    });
    var view = document.querySelector("a.edition-view");
    if (cells.length > 1) item(words.copy_both, function () {
      copyAll(cells.map(textOf));
      hide(true);
    });
    else if (view && !cells.length && window.duizhaoScript) {
      var all = item(document.querySelectorAll(".edition-languages a").length > 1 ? words.copy_all : words.copy_both, function () {
        // Where there is no counterpart, the view of both says so.
        beside().then(function (found) { copyAll([text].concat(found)); }).catch(function () { location.href = there(view); });
        hide(true);
      });
      ["focus", "pointerenter"].forEach(function (name) { all.addEventListener(name, beside, { once: true }); });
    }
    if (url && navigator.share) {
      item(words.share, function () {
        hide(true);
        navigator.share({ title: document.title, url: url }).catch(function () { /* the reader has changed their mind */ });
      });
    }
    // Of several languages each has a view beside the page's.
    var several = cells.length ? [] : Array.from(document.querySelectorAll(".edition-beside a"));
    (several.length ? several : view ? [view] : []).forEach(function (other) {
      var link = document.createElement("a");
      link.href = there(other);
      link.textContent = cells.length ? view.textContent : [words.parallel].concat(several.length ? other.textContent : []).join(" · ");
      menu.append(link);
    });
    if (window.duizhaoReport) {
      var report = window.duizhaoReport(id, text, sign);
      if (report.type === "button") report.addEventListener("click", function () { hide(true); });
      menu.append(report);
    }
    paragraph.after(menu);
    place(sign);
    paragraph.classList.add("edition-picked");
    sign.setAttribute("aria-expanded", "true");
    // The address bar shows the paragraph, for those who copy from there; the page does not move.
    try { history.replaceState(history.state, "", "#" + id); } catch (e) { /* not allowed from a file */ }
    menu.firstChild.focus({ preventScroll: true });
    menu.addEventListener("focusout", function (event) {
      if (event.relatedTarget && menu && !menu.contains(event.relatedTarget) && event.relatedTarget !== owner) hide(false);
    });
    var box = menu.getBoundingClientRect();
    if (box.bottom > window.innerHeight) menu.scrollIntoView({ block: "nearest" });
  }

  // The texts of the paragraph's counterparts, which are not on this page: the search has them.
  function counterparts(page, id) {
    return window.duizhaoScript("assets/javascripts/search.js").then(function () {
      return window.duizhaoSearch.counterparts(page, id);
    });
  }

  function place(sign) {
    var from = (menu.offsetParent || document.body).getBoundingClientRect();
    var box = sign.getBoundingClientRect();
    var left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - menu.offsetWidth - 8));
    menu.style.left = left - from.left + "px";
    menu.style.top = box.bottom - from.top + "px";
  }

  function hide(back) {
    if (!menu) return;
    var was = menu;
    menu = null;
    was.remove();
    owner.setAttribute("aria-expanded", "false");
    owner.parentNode.classList.remove("edition-picked");
    if (back) owner.focus({ preventScroll: true });
  }

  function textOf(paragraph) {
    var copy = paragraph.cloneNode(true);
    copy.querySelectorAll("sup, .headerlink, .edition-permalink, .parallel-reveal").forEach(function (element) { element.remove(); });
    return copy.textContent.trim();
  }

  // As much as says which paragraph it is: to the last word that is whole, where there are spaces.
  function beginning(text) {
    if (text.length <= 90) return text;
    var space = text.lastIndexOf(" ", 89);
    return text.slice(0, space > 60 ? space : 89) + "…";
  }

  document.addEventListener("click", function (event) {
    var sign = event.target.closest && event.target.closest(".edition-permalink");
    if (sign && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      stopAt(sign);
      if (menu && owner === sign) hide(true); else show(sign);
    } else if (menu && !menu.contains(event.target)) {
      hide(false);
    }
  });

  document.addEventListener("keydown", function (event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (menu && event.key === "Escape") {
      event.preventDefault();
      hide(true);
    } else if (menu && menu.contains(event.target)) {
      var entries = Array.from(menu.children), here = entries.indexOf(event.target);
      var to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: entries.length - 1 }[event.key];
      if (!entries[to]) return;
      event.preventDefault();
      entries[to].focus();
    } else if (event.key === " " && signs.indexOf(event.target) >= 0) {
      event.preventDefault();
      event.target.click();
    }
  });

  window.addEventListener("resize", function () { hide(false); });
})();
