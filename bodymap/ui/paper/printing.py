"""Prints a page on the printer that the user picks."""

from __future__ import annotations

from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from bodymap.publish.blocks import TITLE
from bodymap.ui.paper.page import LaidPage
from bodymap.ui.paper.pdf import PAGE_SIZES
from bodymap.ui.paper.sheet_painting import paint_sheet


def printer_for(laid: LaidPage) -> QPrinter:
    """A printer that is ready for this page; what it calls its job names no person."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(TITLE)
    printer.setCreator("bodymap")
    printer.setPageSize(QPageSize(PAGE_SIZES[laid.paper]))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    return printer


def print_page(laid: LaidPage, parent: QWidget) -> bool:
    """Ask for a printer and print; whether it was done."""
    printer = printer_for(laid)
    if not QPrintDialog(printer, parent).exec():
        return False
    return paint_on(printer, laid)


def paint_on(printer: QPrinter, laid: LaidPage) -> bool:
    """Send every sheet to a printer; whether it took them."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for number, sheet in enumerate(laid.sheets):
        if number:
            printer.newPage()
        paint_sheet(painter, sheet, dots_per_inch=printer.resolution())
    return painter.end()
