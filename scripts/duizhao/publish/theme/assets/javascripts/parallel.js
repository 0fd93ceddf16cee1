// The parallel view's extras; without this script the page reads as it is.
(function () {
  "use strict";

  var view = document.querySelector(".parallel");
  if (!view) return;
  var button = window.duizhaoButton;
  var words = JSON.parse(view.dataset.words);

  // ---- Sentence pairs light up together, on hover and on keyboard focus.

  ["mouseover", "focusin"].forEach(function (event) { view.addEventListener(event, function (e) { over(e, true); }); });
  ["mouseout", "focusout"].forEach(function (event) { view.addEventListener(event, function (e) { over(e, false); }); });

  function over(event, on) {
    var sentence = event.target.closest(".sentence[data-pair]");
    if (sentence) pairOf(sentence).forEach(function (other) { other.classList.toggle("lit", on); });
  }

  // ---- A pair that was tapped stays lit, and can be copied with its reference.

  var picked = null;

  function pairOf(sentence) {
    return sentence.closest(".parallel-row").querySelectorAll('.sentence[data-pair="' + sentence.dataset.pair + '"]');
  }

  function pick(sentence) {
    view.querySelectorAll(".sentence.picked").forEach(function (other) { other.classList.remove("picked"); });
    picked = sentence;
    if (picked) pairOf(picked).forEach(function (other) { other.classList.add("picked"); });
    if (picked && window.duizhaoCite) bar.append(copies);
    else copies.remove();
  }

  function copyPair() {
    var sides = new Map();
    pairOf(picked).forEach(function (part) {
      var copy = part.cloneNode(true), cell = part.closest(".parallel-cell");
      copy.querySelectorAll("sup").forEach(function (mark) { mark.remove(); });
      sides.set(cell, (sides.get(cell) || "") + copy.textContent);
    });
    var texts = Array.from(sides.values()).map(function (text) { return text.trim(); });
    window.duizhaoCite.copy(
      texts.join("\n\n") + "\n\n" + window.duizhaoCite.reference(picked.closest(".parallel-row").id) + "\n", picked
    );
  }

  view.addEventListener("click", function (event) {
    if (!event.target.closest("a, button")) pick(event.target.closest(".sentence[data-pair]"));
  });

  // One stop for the tabulator in the whole view; the arrows go from sentence to sentence and across.
  var sentences = Array.from(view.querySelectorAll(".sentence[data-pair]"));
  var stop = null;

  function stopAt(sentence) {
    if (stop) stop.tabIndex = -1;
    stop = sentence;
    stop.tabIndex = 0;
  }

  sentences.forEach(function (sentence) { sentence.tabIndex = -1; });
  if (sentences.length) stopAt(sentences[0]);
  view.addEventListener("focusin", function (event) {
    if (sentences.indexOf(event.target) >= 0) stopAt(event.target);
  });

  view.addEventListener("keydown", function (event) {
    var here = event.target.closest(".sentence[data-pair]");
    if (!here || event.target !== here || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter") pick(here);
    var cell = here.closest(".parallel-cell");
    var next = null;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      var column = sentences.filter(function (s) {
        return s.closest(".parallel-cell").dataset.language === cell.dataset.language && s.offsetParent;
      });
      next = column[column.indexOf(here) + (event.key === "ArrowDown" ? 1 : -1)];
    } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      next = sentences.find(function (s) {
        return s !== here && s.dataset.pair === here.dataset.pair && s.offsetParent &&
          s.closest(".parallel-row") === here.closest(".parallel-row") && s.closest(".parallel-cell") !== cell;
      });
    }
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  // ---- Controls: one language or both, the order, and the second only when asked for.

  // A language is kept by its name, not by its place: on the other language's page the places change.
  var languages = view.dataset.languages.split(" ");
  var state = { show: "both", swapped: false, quiz: "" };
  try { Object.assign(state, JSON.parse(localStorage.getItem("duizhao-parallel") || "{}")); } catch (e) { /* no storage */ }

  view.querySelectorAll(".parallel-row").forEach(function (row) {
    var cells = row.querySelectorAll(".parallel-cell");
    if (cells.length < 2) return;
    var hidden = !row.matches(".note, .title, .gap");
    cells[0].classList.add("first");
    cells[1].classList.add("second");
    if (!hidden) {
      row.classList.add("open", "always");
      return;
    }
    var reveal = button(words.reveal, function () {
      row.classList.add("open");
      var text = cells[1].querySelector(":not(.parallel-reveal)");
      text.tabIndex = -1;
      text.focus();
    });
    reveal.className = "parallel-reveal";
    reveal.lang = document.documentElement.lang;
    cells[1].appendChild(reveal);
  });

  var bar = document.createElement("div");
  bar.className = "parallel-controls";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", words.controls);
  var buttons = {
    both: button(words.both, function () { set({ show: "both" }); }),
    first: button(words.first, function () { set({ show: languages[0], quiz: "" }); }),
    second: button(words.second, function () { set({ show: languages[1], quiz: "" }); }),
    swapped: button(words.swap, function () { set({ swapped: !state.swapped }); }),
    quiz: button(words.quiz, function () { set({ quiz: state.quiz === languages[1] ? "" : languages[1], show: "both" }); })
  };
  var copies = button(words.copy_pair, copyPair);
  Object.keys(buttons).forEach(function (name) { bar.appendChild(buttons[name]); });
  view.before(bar);
  apply();

  // The bar lies on the window's lower edge: the page ends, and what has the focus stands, above it.
  new ResizeObserver(function () {
    document.documentElement.style.setProperty("--dz-at-the-foot", bar.offsetHeight + "px");
  }).observe(bar);

  function set(change) {
    if ("quiz" in change && change.quiz) {
      view.querySelectorAll(".parallel-row.open:not(.always)").forEach(function (row) { row.classList.remove("open"); });
    }
    Object.assign(state, change);
    try { localStorage.setItem("duizhao-parallel", JSON.stringify(state)); } catch (e) { /* no storage */ }
    apply();
  }

  function apply() {
    var shown = { both: "both", first: languages[0], second: languages[1] };
    var quiz = state.quiz === languages[1];
    view.classList.toggle("show-first", state.show === languages[0]);
    view.classList.toggle("show-second", state.show === languages[1]);
    view.classList.toggle("swapped", state.swapped);
    view.classList.toggle("quiz", quiz);
    Object.keys(shown).forEach(function (name) {
      buttons[name].setAttribute("aria-pressed", String(state.show === shown[name]));
    });
    buttons.swapped.setAttribute("aria-pressed", String(state.swapped && state.show === "both"));
    buttons.swapped.disabled = state.show !== "both";
    buttons.quiz.setAttribute("aria-pressed", String(quiz));
  }
})();
