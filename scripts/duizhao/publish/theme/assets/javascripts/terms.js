// Terms marked in the text, by keyboard: all of a page are one stop, the arrows go from one to the next. The counterpart is
// there while a term has the focus (edition.css); Escape puts it away, Enter or the space bar brings it back.
// Without this script they are for the pointer and the finger, and the list below the text is for everyone.
(function () {
  "use strict";

  var terms = Array.from(document.querySelectorAll(".edition-term"));
  if (!terms.length) return;
  window.duizhaoOneStop(terms, function () { return terms.find(window.duizhaoInSight); });

  function show(term, shown) {
    term.classList.toggle("closed", !shown);
    term.setAttribute("aria-expanded", String(shown));
  }

  terms.forEach(function (term) {
    term.setAttribute("role", "button");
    term.setAttribute("aria-description", term.dataset.counterpart);
    term.setAttribute("aria-expanded", "false");
    term.addEventListener("focus", function () { show(term, true); });
    term.addEventListener("blur", function () { show(term, false); });
    term.addEventListener("keydown", function (event) {
      var again = event.key === "Enter" || event.key === " ";
      if (!again && event.key !== "Escape") return;
      event.preventDefault();
      show(term, again && term.classList.contains("closed"));
    });
  });
})();
