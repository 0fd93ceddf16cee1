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

  // Makes elements one stop for the tabulator, at first the first one; comes it from elsewhere, the one `current` gives, if
  // any. The arrows go from one to the next. Gives what puts the stop at one of them.
  window.duizhaoOneStop = function (elements, current) {
    var stop = null;

    function stopAt(element) {
      if (stop) stop.tabIndex = -1;
      stop = element;
      stop.tabIndex = 0;
    }

    elements.forEach(function (element) { element.tabIndex = -1; });
    stopAt(elements[0]);
    document.addEventListener("keydown", function (event) {
      var at = elements.indexOf(document.activeElement);
      if (at < 0 && event.key === "Tab") {
        var element = current();
        if (element) stopAt(element);
      }
      if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
      var to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: elements.length - 1 }[event.key];
      if (!elements[to]) return;
      event.preventDefault();
      stopAt(elements[to]);
      elements[to].focus();
    }, true);
    return stopAt;
  };
})();
