// Finds text in the edition: exactly, in Chinese and in English, from a web server and from a folder.
//
// Loaded when a reader reaches for search. The texts come as scripts (search/<language>/…), which a page opened by
// double click may load too. They are scanned as they stand, in a normal form that both texts and queries get: what a
// reader sees is what is found. A large library has an index beside the texts (duizhao/publish/search/build.py) that says in
// which of its texts all parts of a query can be, and only those are loaded.
(function () {
  "use strict";

  var HAN = /[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
  var WORD = /[\p{L}\p{N}]/u;
  var DIGIT = /[0-9]/;
  var NUMERAL = /[0-9.]/;
  var HALF_TYPED = 35;    // how much less such a hit counts: less than another form of the word typed, in a title too
  var INTERRUPTED = 8;    // the same for one that quotation marks or the like go through, as 进一 in 促进“一带一路”
  var STRONG = /[.!?;:,\u2026\u3001\u3002\n]/;
  // What says that a number is a share: 20 per cent, 百分之二十; and how Han characters write one up to thousands.
  var PERCENT = /^(?:[%％]|per[ -]?cent(?![a-z]))/i;
  var HUNDREDTHS = /^百分之([0-9]+(?:\.[0-9]+)?|[零一二三四五六七八九十百千点]*)/;
  var DIGITS = "零一二三四五六七八九";
  var HAN_NUMERAL = new RegExp(
    "^零?(D千(?:零|(?=D?百|点|$)))?(D?百(?:零|(?=D?十|点|$)))?(D?十)?(D)?(?:点((?:零|D)+))?$".replace(/D/g, "[一二三四五六七八九]")
  );
  var PLAIN = { "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "ð": "d", "þ": "th" };
  var folded = new Map(), others = new Set();

  // A character as it is compared: compatibility form, without marks, in small letters.
  function fold(character) {
    var result = folded.get(character);
    if (result === undefined) {
      result = character.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
      result = PLAIN[result] || result;
      folded.set(character, result);
    }
    return result;
  }

  // Lets characters be compared as others, traditional ones as simplified: the first of each pair as the second.
  function alike(pairs) {
    var characters = Array.from(pairs);
    for (var n = 0; n < characters.length; n += 2) {
      folded.set(characters[n], characters[n + 1]);
      others.add(characters[n]);
    }
  }

  // Whether a text has such a character.
  function varied(text) { return Array.from(text).some(function (character) { return others.has(character); }); }

  // The kind of a folded character: H Han, W letter or digit, S strong punctuation, and what may be left out.
  function kindOf(character) {
    if (HAN.test(character)) return "H";
    if (WORD.test(character)) return "W";
    return STRONG.test(character) ? "S" : "";
  }

  // The normal form of a text, with a space before and behind, and for each of its characters the place in the text it
  // came from. Words stand apart by one space, also from Han characters; Han characters stand together whatever quotes or
  // spaces the text has between them, but not across the end of a clause, where there is a bar. `26,417` is one word.
  function normalise(text) {
    var form = " ", at = [0], ends = [0];
    var last = "", gap = "";
    var plain = /^[\x00-\x7f]*$/.test(text) ? text.toLowerCase() : null;
    for (var i = 0; i < text.length;) {
      var behind = DIGIT.test(form[form.length - 1]);
      var share = /[%％百p]/i.test(text[i]) && (gap || behind || last !== "W" || !/p/i.test(text[i])) && shareAt(text, i);
      if (share) {
        // Behind its number the sign is a part of it, whatever space the text has there.
        if (last && !(behind && gap !== "|" && share[1] === "%")) push(" ", i, i);
        push(share[1], i, i + share[0]);
        last = "W";
        gap = "";
        i += share[0];
        continue;
      }
      var size = text.codePointAt(i) > 0xffff ? 2 : 1;
      var parts = plain ? plain[i] : fold(text.substr(i, size));
      for (var part of parts) {
        var kind = kindOf(part);
        if (kind !== "H" && kind !== "W") {
          if (last === "W" && !gap && joins(part, text, i, form)) {
            if (part !== ",") push(part, i, i + size);
            continue;
          }
          if (kind === "S" || !gap) gap = kind === "S" ? "|" : " ";
          continue;
        }
        if (last && (gap || kind !== last)) {
          if (kind === "W" || last === "W") push(" ", i, i);
          else if (gap === "|") push("|", i, i);
        }
        push(part, i, i + size);
        last = kind;
        gap = "";
      }
      i += size;
    }
    push(" ", text.length, text.length);
    return { form: form, at: at, ends: ends };

    function push(character, from, to) {
      form += character;
      for (var n = 0; n < character.length; n++) { at.push(from); ends.push(to); }
    }
  }

  // A share at a place of a text: how long it is there, and `%` behind the number if that stands there too; or nothing.
  function shareAt(text, i) {
    if (text[i] === "百") {
      var found = HUNDREDTHS.exec(text.substr(i, 24).replace(/〇/g, "零").replace(/[两兩]/g, "二").replace(/點/g, "点"));
      var value = found && (found[1] && !DIGIT.test(found[1]) ? numeral(found[1]) : found[1]);
      return found && value !== null ? [found[0].length, value + "%"] : null;
    }
    var sign = PERCENT.exec(text.substr(i, 9));
    return sign ? [sign[0].length, "%"] : null;
  }

  // The number that Han characters write, in figures; null if they write none, or one of two, such as 二三十.
  function numeral(text) {
    var parts = HAN_NUMERAL.exec(text);
    if (!parts) return null;
    var whole = [1000, 100, 10, 1].reduce(function (sum, place, n) {
      var digit = parts[n + 1] && DIGITS.indexOf(parts[n + 1][0]);
      return sum + (digit ? Math.abs(digit) * place : 0);
    }, 0);
    return whole + Array.from(parts[5] || "").map(function (c, n) { return (n ? "" : ".") + DIGITS.indexOf(c); }).join("");
  }

  // Whether a sign belongs to the number it stands in: 7.43, 26,417.
  function joins(sign, text, i, form) {
    if (!DIGIT.test(form[form.length - 1])) return false;
    var following = text.slice(i + 1, i + 5).normalize("NFKD");
    if (sign === ".") return DIGIT.test(following[0] || "");
    return sign === "," && /^[0-9]{3}(?![0-9])/.test(following);
  }

  // What simple inflections of an English word have in common, and an Arabic one with the article, with what is joined before
  // that, or with an ending written as another.
  function stem(word) {
    if (/^[\u0621-\u064a]{4,}$/.test(word)) {
      return word.replace(/^[وف]?(?:[بك]?ال|لل)(?=.{2})/, "").replace(/ة$/, "ه").replace(/ى$/, "ي");
    }
    if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
    var result = word;
    if (/(?:[^aeiou]|qu)ies$/.test(result) && result.length > 4) result = result.slice(0, -3) + "y";
    else if (/(?:s|x|z|ch|sh)es$/.test(result)) result = result.slice(0, -2);
    else if (/[^su]s$/.test(result)) result = result.slice(0, -1);
    var shorter = /[aeiouy].*(?:ing|ed)$/.test(result) ? result.replace(/(?:ing|ed)$/, "") : result;
    if (shorter !== result && shorter.length > 2) {
      result = shorter.replace(/([bdfgmnprt])\1$/, "$1");
    }
    return result.replace(/e$/, "").replace(/y$/, "i");
  }

  // ---- A query -------------------------------------------------------------------------------------------------

  // The parts of a query: the whole of it as one run, and what spaces part in it. What an apostrophe joins is one part,
  // and has the apostrophe in it: xi’an.
  function parse(text) {
    // An address may bring a query of any length; no passage is sought with as many words.
    text = joined(text.slice(0, 500));
    var run = withApostrophes(text).trim().replace(/^\||\|$/g, "");
    var parts = [];
    text.split(/\s+/).forEach(function (piece) {
      withApostrophes(piece).split(/[ |]+/).forEach(function (part) {
        if (part && parts.indexOf(part) < 0) parts.push(part);
      });
    });
    return { text: text, run: run, whole: apart(run), parts: parts };
  }

  // The normal form of a query, with the apostrophes between letters, for which a text's has spaces.
  function withApostrophes(text) {
    var normal = normalise(text), last = normal.form.length - 1;
    return normal.form.replace(/ /g, function (space, n) {
      var within = n > 0 && n < last && !HAN.test(normal.form[n - 1] + normal.form[n + 1]);
      return within && /^['’]$/.test(text.slice(normal.ends[n - 1], normal.at[n + 1])) ? "’" : space;
    });
  }

  function apart(part) { return part.replace(/’/g, " "); }

  // A number and what says that it is a share are one part; the word may be half typed.
  function joined(text) { return text.replace(/([0-9])\s+(?:[%％]|per[ -]?cent(?![a-z])|perc(?:en?)?$)/gi, "$1%"); }

  function isHan(part) { return HAN.test(String.fromCodePoint(part.codePointAt(0))); }

  // Where `part` stands in a normal form: [from, to, whether as whole words]. A word may be half typed at the end.
  function places(form, part, half) {
    var found = [];
    var lead = isHan(part) || part[0] === "%" ? "" : " ";
    var needle = lead + apart(part);
    var trail = !isHan(lastOf(part));
    var number = DIGIT.test(lastOf(part));
    for (var i = form.indexOf(needle); i >= 0; i = form.indexOf(needle, i + 1)) {
      var end = i + needle.length;
      var next = form[end];
      var whole = !trail || next === " " || next === "|" || (number && next === "%");
      // A number is no half-typed one, 2600 is not in 260,000; but it may have a letter behind it: 1860s, 40MW.
      if (whole || (half && !(number && NUMERAL.test(next)))) found.push([i + lead.length, end, whole]);
    }
    return found;
  }

  function lastOf(text) {
    var last = text[text.length - 1];
    return last >= "\udc00" && last <= "\udfff" ? text.slice(-2) : last;
  }

  // ---- A language's texts --------------------------------------------------------------------------------------

  // A passage: a title, heading, paragraph, box title, caption or note, with the page it stands on. Pages come as
  // [address, title, key, passages], passages as [id, kind, text, further ids]; counterparts share key and id.
  function Library(language) {
    this.language = language;
    this.passages = [];
    this.words = new Map();     // word: how often
    this.stems = new Map();     // stem: words
    this.byPlace = new Map();   // page and id: passage
  }

  Library.prototype.add = function (pages) {
    var library = this;
    pages.forEach(function (page) {
      page[3].forEach(function (entry) {
        var normal = normalise(entry[2]);
        var passage = {
          page: page[0], title: page[1], id: entry[0], kind: entry[1], text: entry[2],
          normal: normal, order: library.passages.length, language: library.language, key: page[2],
          number: page.number
        };
        library.passages.push(passage);
        [entry[0]].concat((entry[3] || "").split(" ")).forEach(function (id) {
          if (id) library.byPlace.set(page[2] + "#" + id, passage);
        });
        normal.form.split(/[ |]+/).forEach(function (word) {
          if (!word || isHan(word)) return;
          var count = library.words.get(word) || 0;
          library.words.set(word, count + 1);
          if (count) return;
          var key = stem(word);
          if (library.stems.has(key)) library.stems.get(key).push(word);
          else library.stems.set(key, [word]);
        });
      });
    });
  };

  // How much each kind of passage counts beside how well it fits.
  var WEIGHT = { title: 9, heading: 6, figure: 4, term: 3, text: 2, note: 0 };

  // The rest are the titles of boxes, and with “-text” behind their kind what stands in them.
  function weight(kind) {
    return kind in WEIGHT ? WEIGHT[kind] : /-text$/.test(kind) ? WEIGHT.text : 5;
  }

  // The passages with what was typed, best first; `level` says how literally.
  Library.prototype.find = function (query) {
    if (!query.whole) return { level: "none", hits: [] };
    var half = !/\s$/.test(query.text);
    var exact = this.scan([query.run], half, 100);
    if (query.parts.length > 1) merge(exact, this.scan(query.parts, half, 70));
    var inflected = this.inflected(query);
    if (inflected) merge(exact, inflected);
    if (exact.size) return { level: "exact", hits: ordered(exact) };
    var loose = this.loosely(query);
    return { level: loose.size ? "exact" : "none", hits: ordered(loose) };
  };

  // Passages that hold all the parts.
  Library.prototype.scan = function (parts, half, base) {
    var hits = new Map();
    for (var passage of this.passages) {
      var marks = [], score = base, ok = true;
      for (var n = 0; n < parts.length && ok; n++) {
        var found = places(passage.normal.form, parts[n], half && n === parts.length - 1);
        if (parts[n].indexOf("’") > 0) found = found.filter(function (place) { return place[2] || apostrophe(passage, place); });
        if (found.some(function (place) { return place[2]; })) {
          found = found.filter(function (place) { return place[2]; });
        } else score -= HALF_TYPED;
        if (found.every(function (place) { return interrupted(passage.normal, place); })) score -= INTERRUPTED;
        ok = found.length > 0;
        marks = marks.concat(found);
      }
      if (ok) hits.set(passage, hit(passage, marks, score));
    }
    return hits;
  };

  // Whether an apostrophe stands in a place: xi’a is half of Xi’an, not of “Xi and”.
  function apostrophe(passage, place) {
    return /['’]/.test(passage.text.slice(passage.normal.at[place[0]], passage.normal.ends[place[1] - 1]));
  }

  // Whether more stands in the text from a place's first character to its last than in the normal form.
  function interrupted(normal, place) {
    return normal.ends[place[1] - 1] - normal.at[place[0]] > place[1] - place[0];
  }

  // Passages with other forms of the words typed; null if there are none.
  Library.prototype.inflected = function (query) {
    var library = this, some = false;
    var variants = query.parts.map(function (part) {
      if (isHan(part)) return [part];
      var others = (library.stems.get(stem(part)) || []).filter(function (word) { return word !== part; });
      if (others.length) some = true;
      return [part].concat(others);
    });
    if (!some) return null;
    var hits = new Map();
    for (var passage of this.passages) {
      var marks = [], ok = true;
      for (var n = 0; n < variants.length && ok; n++) {
        var found = [];
        variants[n].forEach(function (word) { found = found.concat(places(passage.normal.form, word, false)); });
        ok = found.length > 0;
        marks = marks.concat(found);
      }
      if (ok) hits.set(passage, hit(passage, marks, query.parts.length > 1 ? 60 : 80));
    }
    return hits;
  };

  // Passages that hold what was typed but for spaces, hyphens and stops: `multi-modal` for `multimodal`.
  Library.prototype.loosely = function (query) {
    var hits = new Map(), joins = query.run !== query.whole;
    var letters = Array.from(query.whole.replace(/[ |]/g, ""));
    if (letters.length < 4 || letters.length > 200) return hits;
    var pattern = new RegExp(letters.map(function (c) { return c.replace(".", "\\."); }).join("[ |]?"), "gu");
    for (var passage of this.passages) {
      var marks = [], form = passage.normal.form, match;
      pattern.lastIndex = 0;
      while ((match = pattern.exec(form))) {
        var inWord = !isHan(letters[0]) && form[match.index - 1] !== " ";
        if (joins && !/[ |]/.test(form[match.index + match[0].length])) inWord = true;
        if (!inWord) marks.push([match.index, match.index + match[0].length, true]);
      }
      if (marks.length) hits.set(passage, hit(passage, marks, 20));
    }
    return hits;
  };

  // Words of the text that differ from a word typed by a letter or two; of Han characters by one, or by two that have
  // changed places.
  Library.prototype.similar = function (query) {
    var library = this, changed = false;
    var parts = query.parts.map(function (part) {
      if (isHan(part)) {
        var likely = library.similarHan(part);
        if (likely !== part) changed = true;
        return likely;
      }
      if (library.words.has(part) || part.indexOf("’") > 0) return part;
      var best = library.near(part)[0];
      if (best) changed = true;
      return best || part;
    });
    return changed ? parts.join(" ") : "";
  };

  // Whether a Han character of what was typed stands nowhere: it may be another form of one that does.
  Library.prototype.lacks = function (text) {
    var passages = this.passages;
    return Array.from(normalise(text).form).some(function (character) {
      return HAN.test(character) && !passages.some(function (p) { return p.normal.form.indexOf(character) >= 0; });
    });
  };

  // Where most of a query may be: here everywhere.
  Library.prototype.likely = function () { return this; };

  // The words of the text nearest to one that is not there, off by a letter or two; the most frequent one first. Of
  // three letters two may be changed over, no more.
  Library.prototype.near = function (part) {
    if (part.length < 3 || DIGIT.test(part)) return [];
    var words = this.words, nearest = part.length > 7 ? 2 : 1, found = [], letters = sorted(part);
    words.forEach(function (often, word) {
      if (Math.abs(word.length - part.length) > nearest || DIGIT.test(word)) return;
      if ((part.length < 4 || word.length < 4) && sorted(word) !== letters) return;
      var far = distance(part, word, nearest + 1);
      if (far < nearest) { found = []; nearest = far; }
      if (far === nearest) found.push(word);
    });
    return found.sort(function (a, b) { return words.get(b) - words.get(a); });
  };

  function sorted(word) { return word.split("").sort().join(""); }

  // The run of the text most often found with one character else than in `part`, one more, one less, or two changed
  // over, before all with one that sounds alike; `part` itself if it stands in the text, or nothing like it does.
  Library.prototype.similarHan = function (part) {
    var typed = Array.from(part), size = typed.length, any = HAN.source;
    if (size < 3 || size > 16 || this.passages.some(function (p) { return p.normal.form.indexOf(part) >= 0; })) return part;
    var likely = [];
    typed.forEach(function (character, n) {
      var before = typed.slice(0, n).join(""), after = typed.slice(n + 1);
      likely.push(before + any + after.join(""));
      if (n) likely.push(before + any + character + after.join(""));
      if (after.length) likely.push(before + after[0] + character + after.slice(1).join(""));
      if (size > 3) likely.push(before + after.join(""));
    });
    var pattern = new RegExp("(?=(" + likely.join("|") + "))", "gu"), count = new Map();
    this.passages.forEach(function (passage) {
      for (var match of passage.normal.form.matchAll(pattern)) count.set(match[1], (count.get(match[1]) || 0) + 1);
    });
    var found = Array.from(count.keys());
    var sounding = found.filter(function (run) { return soundsLike(typed, Array.from(run)); });
    var best = (sounding.length ? sounding : found).reduce(function (best, run) {
      return count.get(run) > (count.get(best) || 0) ? run : best;
    }, part);
    // Of three characters two that are right say little, unless the third sounds right.
    return size > 3 || sounding.length || count.get(best) > 1 ? best : part;
  };

  // ---- Sound: most who type Chinese type its sound. A browser that sorts Chinese by pinyin knows it; there, what stands
  // between two characters of one syllable is little of all there are.

  var ALIKE = 0.01, sounds = null;

  // Whether two rows of characters differ in one, and that one sounds much the same.
  function soundsLike(typed, run) {
    if (run.length !== typed.length) return false;
    var apart = typed.map(function (c, n) { return [c, run[n]]; }).filter(function (pair) { return pair[0] !== pair[1]; });
    if (apart.length !== 1) return false;
    sounds = sounds || inOrderOfSound();
    return sounds.order.length > 0 && Math.abs(rank(apart[0][0]) - rank(apart[0][1])) < sounds.order.length * ALIKE;
  }

  // Every fourth Han character, by sound; none where the browser does not sort so.
  function inOrderOfSound() {
    var collator = new Intl.Collator("zh-u-co-pinyin"), order = [];
    if (collator.resolvedOptions().locale.slice(0, 2) !== "zh") return { order: order };
    for (var code = 0x4e00; code < 0x9fa6; code += 4) order.push(String.fromCharCode(code));
    return { order: order.sort(collator.compare), compare: collator.compare };
  }

  // How many of these stand before a character.
  function rank(character) {
    var low = 0, high = sounds.order.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (sounds.compare(sounds.order[middle], character) < 0) low = middle + 1; else high = middle;
    }
    return low;
  }

  // Damerau's distance with adjacent letters changing places (optimal string alignment), `limit` if not below it.
  function distance(a, b, limit) {
    var before = [], row = [], next;
    for (var j = 0; j <= b.length; j++) row.push(j);
    for (var i = 1; i <= a.length; i++) {
      next = [i];
      var least = i;
      for (j = 1; j <= b.length; j++) {
        var cost = a[i - 1] === b[j - 1] ? 0 : 1;
        var value = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + cost);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, before[j - 2] + 1);
        next.push(value);
        if (value < least) least = value;
      }
      if (least >= limit) return limit;
      before = row;
      row = next;
    }
    return row[b.length];
  }

  function hit(passage, marks, score) {
    var once = new Map();
    marks.sort(function (a, b) { return a[0] - b[0] || b[1] - a[1]; }).forEach(function (mark) {
      var from = passage.normal.at[mark[0]], to = passage.normal.ends[mark[1] - 1];
      if (!once.has(from)) once.set(from, [from, to]);
    });
    var spans = [];
    once.forEach(function (span) {
      if (!spans.length || span[0] >= spans[spans.length - 1][1]) spans.push(span);
    });
    return {
      passage: passage, spans: spans,
      score: score + weight(passage.kind) + Math.min(spans.length, 4) / 2
    };
  }

  function merge(into, more) {
    more.forEach(function (found, passage) {
      var known = into.get(passage);
      if (!known || found.score > known.score) into.set(passage, found);
    });
  }

  function ordered(hits) {
    return Array.from(hits.values()).sort(function (a, b) {
      return b.score - a.score || a.passage.order - b.passage.order;
    });
  }

  window.duizhaoEngine = {
    Library: Library, normalise: normalise, parse: parse, apart: apart, places: places, stem: stem, isHan: isHan, hit: hit,
    alike: alike, varied: varied, numeral: numeral, HAN: HAN
  };
})();
