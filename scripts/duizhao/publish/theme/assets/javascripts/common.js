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

  // Whether some of an element is in the window, below the header.
  window.duizhaoInSight = function (element) {
    var box = element.getBoundingClientRect();
    return box.bottom > 80 && box.top < window.innerHeight;
  };
})();
