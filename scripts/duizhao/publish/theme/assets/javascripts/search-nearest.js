// Passages that hold most of a query, where none holds all of it: `中国援助津巴布韦300口井` finds the paragraph that says
// `中国援助津巴布韦300口水井项目`. Loaded when nothing else was found.
//
// A query is a row of atoms: Han characters, words, numbers. No dictionary parts it: two neighbouring atoms belong
// together where the texts have them side by side, so that what the index knows is counted, and what it does not know,
// such as the seam of two facts typed without a space, is not. What is rare counts more (inverse document frequency).
(function () {
  "use strict";

  var engine = window.duizhaoEngine;
  var SINGLE = 0.5;       // how much of an atom a Han character is that stands near the others, but not beside its neighbour
  var NEAR = 6;           // so near, in characters
  var TOGETHER = 0.5;     // what two atoms side by side count on top, beside being there
  var LEAST = 0.45;       // the share of a query that a passage must hold
  var SOME = 0.2;         // the same for one that holds a fact, and
  var OF_KNOWN = 0.3;     // this share of what the texts have at all
  var TELLING = 5;        // a fact: what at most one in so many passages has
  var BEHIND = 0.6;       // passages with less than this of the best one's score are not shown
  var LIGHT = 0.2;        // that a passage has no atom that counts less, such as an article, is not said
  var LOOKED_AT = 60;     // passages that are looked at closely
  var ANY = "·";          // in what is looked for: some character; no normal form has it
  var FORM = 0.9, SLIP = 0.75;  // how much another form of a word counts, and one with a slip,
  var SHORT = 0.5;        // which in a word of less than six letters may be chance

  // The atoms of a query, in order: the text, whether it is a Han character, the number of what stands together it is
  // in, the forms of a word with what each counts.
  function atomsOf(library, query) {
    var atoms = [];
    query.run.split(/[ |]+/).forEach(function (token, n) {
      if (engine.isHan(token)) {
        Array.from(token).forEach(function (character) { atoms.push({ text: character, han: true, token: n }); });
      } else atoms.push({ text: token, han: false, token: n, forms: formsOf(library, token) });
    });
    return atoms;
  }

  function formsOf(library, word) {
    var said = engine.apart(word);
    if (said !== word) return holding(library, " " + said + " ").size ? [[said, 1]] : [];
    var forms = (library.stems.get(engine.stem(word)) || []).map(function (form) {
      return [form, form === word ? 1 : FORM];
    });
    if (forms.length) return forms;
    return library.near(word).concat(apart(library, word)).map(function (form) { return [form, word.length < 6 ? SHORT : SLIP]; });
  }

  // Two words of the texts that were typed without the space between them.
  function apart(library, word) {
    for (var n = 2; n < word.length - 1; n++) {
      var two = word.slice(0, n) + " " + word.slice(n);
      if (library.words.has(word.slice(0, n)) && holding(library, " " + two + " ").size) return [two];
    }
    return [];
  }

  // Where a string stands in a normal form, without the spaces at its ends; ANY is one character.
  function places(form, needle) {
    var lead = needle[0] === " " ? 1 : 0, trail = needle[needle.length - 1] === " " ? 1 : 0, found = [];
    if (needle.indexOf(ANY) >= 0) {
      for (var match of form.matchAll(new RegExp(needle.replace(ANY, "[^ |]"), "gu"))) {
        found.push([match.index, match.index + match[0].length]);
      }
      return found;
    }
    for (var at = form.indexOf(needle); at >= 0; at = form.indexOf(needle, at + 1)) {
      found.push([at + lead, at + needle.length - trail]);
    }
    return found;
  }

  // The passages a string of the normal form stands in, by number; kept, as each key typed asks for most of them again.
  function holding(library, needle) {
    var held = library.held || (library.held = new Map());
    if (!held.has(needle)) {
      var found = new Set();
      library.passages.forEach(function (passage, number) {
        if (places(passage.normal.form, needle).length) found.add(number);
      });
      held.set(needle, found);
    }
    return held.get(needle);
  }

  function side(atom, form) { return atom.han ? atom.text : " " + form + " "; }

  // How two neighbouring atoms may stand side by side in a normal form.
  function joined(a, b) {
    return (a.han ? [[a.text]] : a.forms).reduce(function (all, left) {
      return all.concat((b.han ? [[b.text]] : b.forms).map(function (right) {
        return [(side(a, left[0]) + side(b, right[0])).replace("  ", " "), 1];
      }));
    }, []);
  }

  function rarity(library, passages) {
    return passages ? Math.log(1 + library.passages.length / passages) : 0;
  }

  // What is looked for: the atoms it covers, the strings with what they count, the passages with the same.
  function cluesOf(library, atoms) {
    var clues = [];
    function add(covers, needles) {
      var found = new Map();
      needles.forEach(function (needle) {
        holding(library, needle[0]).forEach(function (number) {
          found.set(number, Math.max(needle[1], found.get(number) || 0));
        });
      });
      if (found.size) clues.push({ covers: covers, needles: needles, found: found, weight: rarity(library, found.size) });
      return found.size > 0;
    }
    var unknown = [];
    atoms.forEach(function (atom, n) {
      if (!atom.han) add([n], atom.forms.map(function (form) { return [" " + form[0] + " ", form[1]]; }));
      var next = atoms[n + 1];
      if (!next) return;
      unknown[n] = !add([n, n + 1], joined(atom, next)) && atom.han && next.han;
      // Changed over; one left out between them; one too many before, or another one.
      if (unknown[n]) add([n, n + 1], [[next.text + atom.text, SLIP], [atom.text + ANY + next.text, SLIP]]);
      var first = atoms[n - 1];
      if (unknown[n] && unknown[n - 1]) {
        add([n - 1, n + 1], [[first.text + next.text, SLIP], [first.text + ANY + next.text, SLIP]]);
      }
    });
    return clues;
  }

  // What each atom counts: as much as the best of what covers it. Gives what the most telling one counts.
  function weigh(library, atoms, clues) {
    var known = 0;
    clues.forEach(function (clue) {
      clue.covers.forEach(function (n) {
        if (!atoms[n].han && clue.covers.length > 1) return;
        var weight = clue.weight * (atoms[n].han ? 0.5 : 1);
        atoms[n].weight = Math.max(atoms[n].weight || 0, weight);
        atoms[n].known = true;
        known = Math.max(known, weight);
      });
    });
    atoms.forEach(function (atom) {
      if (atom.weight) return;
      var alone = atom.han ? holding(library, atom.text).size : 0;
      atom.weight = alone ? rarity(library, alone) * 0.5 : known;
    });
    return known;
  }

  // A passage looked at closely: what of the query it holds, and where.
  function look(library, passage, number, atoms, clues) {
    var form = passage.normal.form, covered = atoms.map(function () { return 0; }), marks = [], score = 0, fact = false;
    var firm = false;
    clues.forEach(function (clue) {
      var much = clue.found.get(number);
      if (!much) return;
      clue.covers.forEach(function (n) {
        if (atoms[n].han || clue.covers.length === 1) covered[n] = Math.max(covered[n], much);
      });
      // A slip in one word may be what was meant, a slip in Han characters is no fact of the query's.
      var literal = much >= (atoms[clue.covers[0]].han ? 1 : SLIP);
      var telling = clue.found.size * TELLING <= library.passages.length;
      fact = fact || (literal && telling);
      firm = firm || (much >= FORM && (telling || clue.found.size === 1));
      if (clue.covers.length > 1) score += clue.weight * much * TOGETHER;
      clue.needles.forEach(function (needle) { marks = marks.concat(places(form, needle[0])); });
    });
    var single = [];
    atoms.forEach(function (atom, n) {
      if (!atom.han || covered[n]) return;
      var near = places(form, atom.text).filter(function (place) {
        return marks.some(function (mark) { return place[0] < mark[1] + NEAR && place[1] > mark[0] - NEAR; });
      });
      if (near.length) covered[n] = SINGLE;
      single = single.concat(near);
    });
    var share = 0, whole = 0, known = 0;
    atoms.forEach(function (atom, n) {
      share += atom.weight * covered[n];
      whole += atom.weight;
      if (atom.known) known += atom.weight;
    });
    var enough = share >= whole * LEAST || (fact && share >= whole * SOME && share >= known * OF_KNOWN);
    // One word that may be meant, beside words that stand everywhere, is no answer where another word is missing.
    var guessed = covered.filter(function (much) { return much > 0 && much < FORM; }).length;
    if (!firm && guessed < 2 && covered.indexOf(0) >= 0 && !atoms.some(function (atom) { return atom.han; })) enough = false;
    return { marks: marks.concat(single), covered: covered, enough: enough, score: score + share };
  }

  // Marks that overlap, as those of neighbouring pairs do, made one.
  function united(marks) {
    return marks.sort(function (a, b) { return a[0] - b[0]; }).reduce(function (all, mark) {
      var last = all[all.length - 1];
      if (last && mark[0] < last[1]) last[1] = Math.max(last[1], mark[1]);
      else all.push(mark.slice());
      return all;
    }, []);
  }

  // The pieces of the query that a passage has not. A Han character alone says little: it is told with the neighbour
  // that the passage has only somewhere near; without one it is a slip, and not told.
  function missing(atoms, covered, most) {
    function within(n, m) { return atoms[m] && atoms[m].token === atoms[n].token; }
    function lacks(n) { return !covered[n] && atoms[n].weight > LIGHT * most; }
    var told = atoms.map(function (atom, n) { return lacks(n); });
    atoms.forEach(function (atom, n) {
      if (!atom.han || !lacks(n)) return;
      var beside = [n + 1, n - 1].filter(function (m) { return within(n, m); });
      if (!beside.length || beside.some(lacks)) return;
      var near = beside.find(function (m) { return covered[m] === SINGLE; });
      if (near === undefined) told[n] = false; else told[near] = true;
    });
    var pieces = [], last = -2;
    atoms.forEach(function (atom, n) {
      if (!told[n]) return;
      if (n === last + 1 && within(n, last) && atom.han) pieces[pieces.length - 1] += atom.text; else pieces.push(atom.text);
      last = n;
    });
    return pieces;
  }

  // Like `Library.find`; a hit also says what of the query its passage has not (`missing`).
  window.duizhaoNearest = function (library, query) {
    var atoms = atomsOf(library, query), clues = cluesOf(library, atoms);
    var most = weigh(library, atoms, clues);
    var scores = new Map();
    clues.forEach(function (clue) {
      clue.found.forEach(function (much, number) {
        scores.set(number, (scores.get(number) || 0) + clue.weight * much);
      });
    });
    var looked = Array.from(scores.keys()).sort(function (a, b) { return scores.get(b) - scores.get(a) || a - b; })
      .slice(0, LOOKED_AT).map(function (number) {
        var passage = library.passages[number], seen = look(library, passage, number, atoms, clues);
        var hit = engine.hit(passage, united(seen.marks), 0);
        // Between passages that hold as much, what kind they are decides.
        hit.score = seen.score + hit.score / 100;
        hit.enough = seen.enough;
        hit.missing = missing(atoms, seen.covered, most);
        return hit;
      }).filter(function (hit) { return hit.enough; });
    looked.sort(function (a, b) { return b.score - a.score || a.passage.order - b.passage.order; });
    var hits = looked.filter(function (hit) { return hit.score >= looked[0].score * BEHIND; });
    return { level: hits.length ? "nearest" : "none", hits: hits };
  };
})();
