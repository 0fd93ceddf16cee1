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

  var inSight = window.duizhaoInSight;

  // ---- The place: the paragraph the address names, if it is in sight, or the first one below the header.

  function place() {
    var named = window.duizhaoNamed(location.hash);
    if (named && inSight(named)) return named.id;
    var blocks = Array.prototype.slice.call(document.querySelectorAll(
      ".md-content article > [id]:not(.parallel), .md-content aside[id] > p[id], .md-content .parallel-row[id]"
    ));
    var at = blocks.findIndex(inSight);
    // What begins in the upper half is what is read, rather than the end of what stands before it.
    var next = blocks.findIndex(function (block) {
      var top = block.getBoundingClientRect().top;
      return top >= 60 && top < window.innerHeight / 2;
    });
    if (at >= 0 && blocks[at].getBoundingClientRect().top < 60 && next > at) at = next;
    // Inside a box, the paragraph in sight says more than the box.
    if (at >= 0 && blocks[at].getBoundingClientRect().top < 80) {
      var within = blocks.findIndex(function (block) { return blocks[at].contains(block) && block !== blocks[at] && inSight(block); });
      if (within >= 0) at = within;
    }
    return at > 0 ? blocks[at].id : "";
  }

  window.duizhaoPlace = place;

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[hreflang], a.edition-view");
    if (!link || event.defaultPrevented) return;
    var id = place();
    link.hash = id ? "#" + id : "";
  }, true);

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

  arrive();
  window.addEventListener("hashchange", arrive);
})();
