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
#set page(footer: context if counter(page).get() != counter(page).final() { strong(given.foot.last().text) })
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
  faint: body => text(size: 7 * size, fill: faint, body),
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
#let pictures(several, part) = layout(room => {
  let wide = several.map(one => one.wide_per_high)
  let high = calc.min(several.first().height_mm * part * 1mm, room.width / wide.sum())
  align(center, several.zip(wide).map(((one, per)) => box(
    image(bytes(one.svg), format: "svg", alt: one.alternative, width: high * per, height: high),
  )).join())
})
#let stacked(blocks, part) = {
  let row = ()
  for one in blocks {
    if row.len() > 0 and not (one.kind == "picture" and one.beside) {
      pictures(row, part)
      row = ()
    }
    if one.kind == "picture" { row.push(one) } else { shown(one) }
  }
  if row.len() > 0 { pictures(row, part) }
}

#stacked(given.head, 1)
#grid(
  columns: (41%, 1fr), gutter: 6mm,
  stacked(given.beside, given.pictures), stacked(given.body, 1),
)
#stacked(given.wide, 1)
#v(1fr)
#block(breakable: false, stacked(given.foot, 1))
#context [#metadata((
  pages: counter(page).final().first(),
  gone_on: query(heading).filter(one => one.location().page() > 1).map(one => one.body.text).at(0, default: ""),
)) <laid>]
"""
