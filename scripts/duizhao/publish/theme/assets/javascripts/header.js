// The header by keyboard: on a narrow window a real button in place of the theme's label opens the menu, and a closed
// menu is no place to come to; the space bar switches the colours as Enter does. Without this script the label stays,
// and the menu shows itself when a key leads into it (edition.css).
(function () {
  "use strict";

  document.addEventListener("keydown", function (event) {
    var form = event.key === " " && event.target.closest && event.target.closest("[data-md-component=palette]");
    if (!form) return;
    event.preventDefault();
    form.querySelector("label:not([hidden])").click();
    form.querySelector("input:checked").focus();
  });

  var toggle = document.getElementById("__drawer");
  var label = document.querySelector(".md-header__button[for=__drawer]");
  var menu = document.querySelector(".md-sidebar--primary");
  if (!toggle || !label || !menu) return;

  var button = document.createElement("button");
  button.type = "button";
  button.className = label.className + " dz-menu-open";
  button.title = label.dataset.name;
  button.setAttribute("aria-label", label.dataset.name);
  button.append.apply(button, Array.from(label.childNodes));
  label.replaceWith(button);
  document.body.classList.add("dz-menu");
  tell();

  function tell() { button.setAttribute("aria-expanded", String(toggle.checked)); }

  function set(open) {
    if (toggle.checked !== open) toggle.click();
  }

  var byKey = false;
  button.addEventListener("click", function (event) {
    byKey = event.detail === 0;
    set(!toggle.checked);
  });

  // However it came about: by the button, a tap beside it, or the theme.
  toggle.addEventListener("change", function () {
    tell();
    if (!toggle.checked) {
      if (menu.contains(document.activeElement)) button.focus();
      return;
    }
    // Into the level that is open; by key to the page itself where it is a link, or else to the first one.
    var level = Array.from(menu.querySelectorAll(".md-nav__toggle:checked ~ .md-nav")).pop() || menu.querySelector(".md-nav");
    var links = Array.from(level.querySelectorAll("a.md-nav__link")).filter(function (link) {
      return link.closest(".md-nav") === level && link.getClientRects().length;
    });
    var here = byKey && (links.find(function (link) { return link.matches(".md-nav__link--active"); }) || links[0]);
    level.tabIndex = -1;
    (here || level).focus({ preventScroll: true });
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !toggle.checked) return;
    set(false);
    button.focus();
  });

  // The levels lie on top of each other: the one that holds the focus is the one to see. Leaving the menu closes it.
  document.addEventListener("focusin", function (event) {
    if (!toggle.checked) return;
    if (!menu.contains(event.target)) {
      if (event.target !== button) set(false);
      return;
    }
    menu.querySelectorAll(".md-nav__toggle").forEach(function (level) {
      var list = level.parentNode.querySelector(".md-nav"); // a page without headings has none
      level.checked = Boolean(list && list.contains(event.target));
    });
  });
})();
