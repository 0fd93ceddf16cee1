// What several scripts do alike.
(function () {
  "use strict";

  // A button that says this and does this.
  window.duizhaoButton = function (text, action) {
    var element = document.createElement("button");
    element.type = "button";
    element.textContent = text;
    element.addEventListener("click", action);
    return element;
  };

  // The number of the paragraph a sign belongs to, that of its id, so that it is the same in every language: 3 in
  // s1-2-p3, and in a box with its own, 1.2 in s1-2-box1-p2; nothing if it has none.
  window.duizhaoNumber = function (sign) {
    var parts = /-(?:[a-z]+(\d+)-)?p(\d+)$/.exec(sign.hash);
    return parts ? (parts[1] ? parts[1] + "." : "") + parts[2] : "";
  };

  // Whether some of an element is in the window, below the header.
  window.duizhaoInSight = function (element) {
    var box = element.getBoundingClientRect();
    return box.bottom > 80 && box.top < window.innerHeight;
  };
})();
