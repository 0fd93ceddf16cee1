// Keeps the reader's place when the language or the view changes.
(function () {
  "use strict";

  // ---- What an address names. Anyone may write one, so it may hold anything: half an escaped sign, a number without
  // end. Longer than any id of ours it names nothing.

  var LONGEST = 200;

  function idIn(hash) {
    if (hash.length > LONGEST) return "";
    try { return decodeURIComponent(hash.slice(1)); } catch (e) { return ""; }
  }

  window.duizhaoNamed = function (hash) {
    var id = idIn(hash);
    return id ? document.getElementById(id) : null;
  };

  // ---- The place: what is read at the top of the window, below the header.

  function headerEnd() { return document.querySelector(".md-header").getBoundingClientRect().bottom; }

  // What the address names, as long as it stands where the address has put it or the page ends before it gets there; or
  // the first block that is whole or fills a tenth of the window; or, in what has no address, the last one before it.
  function block() {
    var named = window.duizhaoNamed(location.hash), end = headerEnd();
    if (named && window.duizhaoInSight(named)) {
      var put = parseFloat(getComputedStyle(named).scrollMarginTop);
      var last = scrollY + innerHeight > document.documentElement.scrollHeight - 2;
      if (last || Math.abs(named.getBoundingClientRect().top - put) < 2) return named;
    }
    var blocks = Array.from(document.querySelectorAll(
      ".md-content article > [id]:not(.parallel), .md-content aside[id] > p[id], .md-content .parallel-row[id]"
    ));

    function read(each) {
      var box = each.getBoundingClientRect();
      var seen = Math.min(box.bottom, innerHeight) - Math.max(box.top, end);
      return seen > 0 && seen >= Math.min(box.height, innerHeight / 10);
    }

    var at = blocks.find(read);
    if (!at) {
      at = blocks.filter(function (each) { return each.getBoundingClientRect().top < end; }).pop();
    } else if (at.getBoundingClientRect().top < end) {
      // Inside a box, the paragraph says more than the box.
      at = blocks.find(function (each) { return each !== at && at.contains(each) && read(each); }) || at;
    }
    return at === blocks[0] ? null : at;
  }

  window.duizhaoPlace = function () {
    var at = block();
    return at ? at.id : "";
  };

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[hreflang], a.edition-view");
    if (!link || event.defaultPrevented) return;
    var at = block(), box = at && at.getBoundingClientRect();
    link.hash = at ? "#" + at.id : "";
    try {
      sessionStorage.setItem("duizhao-place", JSON.stringify(at ? { id: at.id, top: box.top, height: box.height } : null));
    } catch (e) { /* no storage */ }
  }, true);

  // ---- Arriving: at the height at which it stood. Of what had begun above, as much is above, in proportion; what had
  // ended above, ends as far above. The margin tells a browser that goes there a second time, after the load.

  function settle() {
    var from = null;
    try {
      from = JSON.parse(sessionStorage.getItem("duizhao-place"));
      sessionStorage.removeItem("duizhao-place");
    } catch (e) { /* no storage */ }
    var at = from && from.id === idIn(location.hash) && document.getElementById(from.id);
    if (!at) return;
    var end = headerEnd(), height = at.getBoundingClientRect().height, top = from.top;
    if (top + from.height < end) top += from.height - height;
    else if (top < end) top = end - (end - top) / from.height * height;
    at.style.scrollMarginTop = top + "px";
    at.scrollIntoView();
    window.addEventListener("load", function () {
      setTimeout(function () { at.style.scrollMarginTop = ""; }, 500);
    });
  }

  // ---- Arriving at an id this language does not have: the paragraph that answers to it, or the one before.

  function arrive() {
    var id = idIn(location.hash);
    if (!id || document.getElementById(id)) return;
    var parts = /^(.*?)(\d+)$/.exec(id);
    if (!parts) return;
    var best = null, last = 0;
    document.querySelectorAll("[id]").forEach(function (element) {
      var rest = element.id.indexOf(parts[1]) === 0 ? element.id.slice(parts[1].length) : "";
      var number = /^[1-9]\d*$/.test(rest) ? Number(rest) : 0;
      if (number > last && number < Number(parts[2])) {
        best = element;
        last = number;
      }
    });
    if (best) best.scrollIntoView();
  }

  settle();
  arrive();
  window.addEventListener("hashchange", arrive);
})();
