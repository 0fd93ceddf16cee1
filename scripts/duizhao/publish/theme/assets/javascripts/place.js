// Keeps the reader's place when the language or the view changes.
(function () {
  "use strict";

  // ---- The place: the paragraph the address names, if it is in sight, or the first one below the header.

  function place() {
    var named = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (named && inSight(named)) return named.id;
    var blocks = Array.prototype.slice.call(document.querySelectorAll(
      ".md-content article > [id]:not(.parallel), .md-content aside[id] > p[id], .md-content .parallel-row[id]"
    ));
    var at = blocks.findIndex(inSight);
    // Inside a box, the paragraph in sight says more than the box.
    if (at >= 0 && blocks[at].getBoundingClientRect().top < 80) {
      var within = blocks.findIndex(function (block) { return blocks[at].contains(block) && block !== blocks[at] && inSight(block); });
      if (within >= 0) at = within;
    }
    return at > 0 ? blocks[at].id : "";
  }

  function inSight(element) {
    var box = element.getBoundingClientRect();
    return box.bottom > 80 && box.top < window.innerHeight;
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[hreflang], a.edition-view");
    if (!link || event.defaultPrevented) return;
    var id = place();
    link.hash = id ? "#" + id : "";
  }, true);

  // ---- Arriving at an id this language does not have: the paragraph that answers to it, or the one before.

  function arrive() {
    var id = decodeURIComponent(location.hash.slice(1));
    if (!id || document.getElementById(id)) return;
    var parts = /^(.*?)(\d+)$/.exec(id);
    if (!parts) return;
    for (var number = Number(parts[2]) - 1; number > 0; number--) {
      var before = document.getElementById(parts[1] + number);
      if (before) {
        before.scrollIntoView();
        return;
      }
    }
  }

  arrive();
  window.addEventListener("hashchange", arrive);
})();
