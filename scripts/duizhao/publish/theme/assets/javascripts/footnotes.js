// Shows a footnote beside its number: under the pointer, on keyboard focus, and when tapped. Without this script the
// number is a link to the note, and it stays one.
(function () {
  "use strict";

  var REFERENCE = "a.footnote-ref, sup.reference > a";
  var said = document.currentScript.dataset;
  var preview = null; // the box, while it is shown
  var shown = null; // the number it belongs to
  var tapped = false; // whether a finger has opened it
  var timer = 0;
  var finger = false; // whether the last press was a finger's

  function reference(event) {
    return event.target.closest ? event.target.closest(REFERENCE) : null;
  }

  function noteOf(link) {
    var note = window.duizhaoNamed(link.hash);
    var cell = link.closest(".parallel-cell");
    if (!note || !cell) return note;
    return note.querySelector('.parallel-cell[data-language="' + cell.dataset.language + '"]:not(.gap)');
  }

  // ---- Showing and hiding.

  function show(link, byFinger) {
    window.clearTimeout(timer);
    if (shown === link) return;
    hide();
    var note = noteOf(link);
    if (!note) return;
    preview = document.createElement("div");
    preview.className = "footnote-preview md-typeset";
    preview.id = "footnote-preview";
    // A tap leaves the focus where it is, so a screen reader has to be told; elsewhere the number is described by it.
    preview.setAttribute("role", byFinger ? "status" : "tooltip");
    preview.lang = note.closest("[lang]").lang;
    preview.dir = note.closest("[dir]").dir;
    // In the main part of the page, so that nobody meets it outside of every landmark.
    (document.querySelector("main") || document.body).appendChild(preview);
    fill(note, link, byFinger);
    place(link);
    shown = link;
    tapped = byFinger;
    link.setAttribute("aria-describedby", preview.id);
  }

  function fill(note, link, byFinger) {
    var copy = note.cloneNode(true);
    copy.querySelectorAll(".footnote-backref, .note-number, .edition-permalink").forEach(function (e) { e.remove(); });
    copy.querySelectorAll("[id]").forEach(function (e) { e.removeAttribute("id"); });
    copy.querySelectorAll("a").forEach(function (e) { e.tabIndex = -1; }); // the keyboard reaches them in the note
    preview.append.apply(preview, Array.prototype.slice.call(copy.childNodes));
    if (!byFinger) return;
    var ways = document.createElement("p"), go = document.createElement("a");
    ways.className = "footnote-preview-ways";
    ways.lang = document.documentElement.lang;
    go.className = "footnote-preview-go";
    go.href = link.hash;
    go.textContent = said.toNote;
    go.addEventListener("click", function () {
      cameFrom(link);
      hide();
    });
    ways.append(go, window.duizhaoButton(said.close, hide));
    preview.append(ways);
  }

  function place(link) {
    var at = link.getBoundingClientRect();
    var box = preview.getBoundingClientRect();
    var room = document.documentElement.clientWidth - box.width - 8;
    var below = at.bottom + 8 + box.height <= window.innerHeight || at.top < box.height + 60;
    // What it is placed in scrolls with the text, and so does the box.
    var frame = (preview.offsetParent || document.body).getBoundingClientRect();
    preview.style.left = Math.max(8, Math.min(at.left - 24, room)) - frame.left + "px";
    preview.style.top = (below ? at.bottom + 8 : at.top - box.height - 8) - frame.top + "px";
  }

  function hide() {
    window.clearTimeout(timer);
    if (!preview) return;
    preview.remove();
    shown.removeAttribute("aria-describedby");
    preview = shown = null;
    tapped = false;
  }

  function soon(action, wait) {
    window.clearTimeout(timer);
    timer = window.setTimeout(action, wait);
  }

  // ---- The pointer: not a finger, which scrolls. It may move into the box.

  document.addEventListener("pointerover", function (event) {
    if (event.pointerType === "touch") return;
    var link = reference(event);
    if (link) soon(function () { show(link, false); }, 150);
    else if (preview && preview.contains(event.target)) window.clearTimeout(timer);
  });

  document.addEventListener("pointerout", function (event) {
    if (event.pointerType === "touch" || tapped) return;
    var left = reference(event) || (preview && preview.contains(event.target));
    if (!left || (shown && shown === document.activeElement && shown.matches(":focus-visible"))) return;
    soon(hide, 250);
  });

  // ---- The keyboard.

  document.addEventListener("focusin", function (event) {
    var link = reference(event);
    if (link && link.matches(":focus-visible")) show(link, false);
  });

  document.addEventListener("focusout", function (event) {
    if (!tapped && reference(event) === shown) hide();
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") hide();
  });

  // ---- The finger: the first tap shows the note, a second one goes to it. Scrolling is no click.

  document.addEventListener("pointerdown", function (event) { finger = event.pointerType === "touch"; }, true);

  document.addEventListener("click", function (event) {
    var link = reference(event);
    if (!link) {
      if (preview && !preview.contains(event.target)) hide();
      return;
    }
    var byFinger = finger && event.detail > 0;
    if (byFinger && link !== shown && noteOf(link)) {
      event.preventDefault();
      show(link, true);
      return;
    }
    hide();
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) cameFrom(link);
  });

  window.addEventListener("resize", hide);

  // ---- The way back: to where the number stood in the window; a note cited more than once shows which of its links
  // leads to where the reader was. So does the browser's own button, which otherwise goes to where the page was entered,
  // were it by an address within it.

  function cameFrom(link) {
    var note = noteOf(link);
    var number = link.closest("sup");
    if (!note || !number) return;
    number.style.scrollMarginTop = number.getBoundingClientRect().top + "px";
    note.querySelectorAll(".footnote-backref").forEach(function (back) {
      back.classList.toggle("came-from", back.hash === "#" + number.id);
    });
    try { history.replaceState(history.state, "", "#" + number.id); } catch (e) { /* not allowed from a file */ }
  }
})();
