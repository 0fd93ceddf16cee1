// On the page for a wrong address: the reader's own language first, by the address, else by the browser's languages.
(function () {
  "use strict";

  var sections = Array.prototype.slice.call(document.querySelectorAll(".edition-not-found"));
  var own = sections.find(function (section) {
    return location.pathname.split("/").indexOf(section.dataset.folder) >= 0;
  });
  (navigator.languages || []).forEach(function (language) {
    own = own || sections.find(function (section) { return language.split("-")[0] === section.lang.split("-")[0]; });
  });
  if (!own) return;
  if (own !== sections[0]) sections[0].before(own);
  // The page is in that language, to a screen reader and in the browser's tab, too.
  document.documentElement.lang = own.lang;
  var titles = Array.prototype.slice.call(document.querySelectorAll("article h1 > [lang]"));
  var title = titles.find(function (each) { return each.lang === own.lang; });
  if (!title) return;
  var heading = title.parentNode;
  heading.replaceChildren(title);
  titles.forEach(function (each) {
    if (each !== title) heading.append(" · ", each);
  });
  document.title = title.textContent;
})();
