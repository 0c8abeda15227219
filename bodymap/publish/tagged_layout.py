"""How Typst lays out an accessible page: the program that it is given, without any word of the page."""

from __future__ import annotations

from typing import Final

LAYOUT: Final = r"""
// A page of blocks as a tagged PDF. All words come in as data, so that none of them is read as markup.
#let given = json(bytes(sys.inputs.page))
#let size = given.text * 1pt
#let (ink, faint, line-colour, urgent, ground) = ("#1F2933", "#52606D", "#B8C0C8", "#8A1C1C", "#FBEFEF").map(rgb)

#set document(title: given.title, author: ())
#set text(font: ("Libertinus Serif", "DejaVu Sans Mono"), size: 10.5 * size, fill: ink, lang: given.language)
#set text(hyphenate: false)
#set page(width: given.width_mm * 1mm, height: given.height_mm * 1mm, margin: 13mm)
#let numbered(at) = {
  let told = given.numbered.replace("{number}", str(at)).replace("{total}", str(counter(page).final().first()))
  text(size: 9 * size, fill: faint, told)
}
#set page(
  header-ascent: 4mm,
  header: context if counter(page).get().first() > 1 {
    for one in given.running.filter(one => one.kind == "running") {
      grid(
        columns: (1fr, auto), gutter: 6mm,
        strong(one.text),
        text(size: 9 * size, fill: faint, one.aside) + h(0.8em) + numbered(counter(page).get().first()),
      )
    }
  },
  footer: context if counter(page).get() != counter(page).final() {
    strong(given.foot.last().text) + h(1fr)
    if counter(page).get().first() == 1 { numbered(1) }
  },
)
#set par(leading: 0.5em, spacing: 0.62em)
#set block(spacing: 0.62em)
#set list(marker: none, indent: 0pt, body-indent: 0pt, spacing: 0.5em)
#show heading.where(level: 1): set text(size: 17 * size)
#show heading.where(level: 2): set text(size: 11.5 * size)
#show heading: set block(above: 0.95em, below: 0.5em, sticky: true)

#let lead(one) = if one.lead != "" { strong(one.lead) }
#let tones = (
  normal: body => body,
  strong: body => strong(body),
  small: body => text(size: 9 * size, body),
  caption: body => text(size: 7.5 * size, fill: faint, body),
  faint: body => text(size: 7 * size / calc.max(given.text, 1), fill: faint, body),
)
#let shown(one) = {
  if one.kind == "title" {
    grid(
      columns: (1fr, auto), align: bottom, gutter: 6mm,
      heading(level: 1, one.text), text(size: 9 * size, fill: faint, one.aside),
    )
  } else if one.kind == "heading" {
    heading(level: 2, one.text)
  } else if one.kind == "paragraph" {
    par((tones.at(one.tone))(lead(one) + one.text))
  } else if one.kind == "bullets" {
    (tones.at(one.tone))(list(..one.items))
  } else if one.kind == "questions" {
    let bullets = list.with(marker: [•], body-indent: 0.5em)
    (tones.at(one.tone))(if one.items.len() == 1 { bullets(one.items.first() + " " + strong(one.action)) } else {
      block(breakable: false, bullets(..one.items) + pad(left: 0.85em, strong(one.action)))
    })
  } else if one.kind == "note" {
    block(
      width: 100%, inset: 2.4mm, fill: ground, stroke: (left: 2.4pt + urgent), breakable: false,
      { show heading: set text(fill: urgent); heading(level: 2, one.title); one.lines.map(par).join() },
    )
  } else if one.kind == "table" {
    set text(size: 8 * size)
    let cells = one.rows.map(row => row.enumerate().map(((at, cell)) => if at == 0 { strong(cell) } else { cell }))
    block(breakable: false, table(
      columns: one.heads.len(), inset: (x: 2pt, y: 1.8pt), stroke: (x: none, y: 0.3pt + line-colour),
      table.header(..one.heads.map(head => text(fill: faint, strong(head)))), ..cells.flatten(),
    ))
  } else if one.kind == "logo" {
    image(bytes(one.data), alt: one.alternative, height: 12mm, fit: "contain")
  } else if one.kind == "rule" {
    line(length: 100%, stroke: 0.6pt + line-colour)
  }
}
// Pictures beside each other share a row; each is as tall as it may be, or as there is room for.
#let pictures(several) = layout(room => {
  let wide = several.map(one => one.wide_per_high)
  let high = calc.min(several.first().height_mm * 1mm, room.width / wide.sum())
  align(center, several.zip(wide).map(((one, per)) => box(
    image(bytes(one.svg), format: "svg", alt: one.alternative, width: high * per, height: high),
  )).join())
})
#let stacked(blocks) = {
  let row = ()
  for one in blocks {
    if row.len() > 0 and not (one.kind == "picture" and one.beside) {
      pictures(row)
      row = ()
    }
    if one.kind == "picture" { row.push(one) } else { shown(one) }
  }
  if row.len() > 0 { pictures(row) }
}

// What follows the column fills it first, section by section, as far down as the pictures reach.
#let sections = {
  let found = ()
  for one in given.wide {
    if found.len() == 0 or one.kind in ("heading", "note") { found.push(()) }
    found.at(-1).push(one)
  }
  found
}
#let narrow = sections.position(several => several.any(one => one.kind == "table"))
#stacked(given.head)
#layout(room => {
  let (left, right) = (0.41 * (room.width - 6mm), 0.59 * (room.width - 6mm))
  let high = measure(block(width: left, stacked(given.beside))).height
  let beside = given.body
  let taken = 0
  for several in sections.slice(0, narrow) {
    if measure(block(width: right, stacked(beside + several))).height > high { break }
    beside += several
    taken += 1
  }
  grid(columns: (left, right), gutter: 6mm, stacked(given.beside), stacked(beside))
  stacked(sections.slice(taken).flatten())
})
#v(1fr)
#block(breakable: false, stacked(given.foot))
#context [#metadata((
  pages: counter(page).final().first(),
  gone_on: if counter(page).final().first() == 1 { "" } else {
    let begun = query(heading)
    let others = begun.filter(one => one.location().page() > 1)
    (if others.len() > 0 { others.first() } else { begun.last() }).body.text
  },
)) <laid>]
"""
