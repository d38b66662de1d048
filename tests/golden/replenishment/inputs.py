#!/usr/bin/env python3
"""Writes <case>/input.asr beside it: a printer's life with one quirk, told in ASR/1. Run by hand when a case comes or
changes; the inputs are committed. The forecast flag of a day marks the days that expected.txt shows."""
import datetime
import math
import os

START = datetime.date(2026, 1, 5)  # a Monday
HERE = os.path.dirname(os.path.abspath(__file__))


class Dice:
    """Numbers that are the same on every machine and in every version."""

    def __init__(self, seed):
        self.state = seed * 7919 + 17

    def roll(self):  # 0 .. 1
        self.state = (self.state * 1103515245 + 12345) % 2147483648
        return self.state / 2147483648


def fine(step):
    return lambda left: min(100, math.ceil(left / step) * step)


def three_stages(left):
    return 100 if left > 20 else 10 if left > 3 else 1 if left > 0 else 0


def some_remaining(left):
    return -3 if left > 10 else 10 if left > 0.5 else 0


class Printer:
    """One black cartridge; `pages` are those of a working day, a weekend has a tenth of them."""

    def __init__(self, seed, pages, level=100, step=1, gauge=None, serials=False, yield_pages=6000, shelf=1, item="TK"):
        self.dice, self.pages, self.left, self.step = Dice(seed), pages, level, step
        self.gauge, self.serials, self.yield_pages = gauge or fine(step), serials, yield_pages
        self.shelf, self.item, self.counter, self.number = shelf, item, 20000, 0

    def use(self, day, factor=1.0, extra=0):
        pages = int(self.pages * factor * (0.7 + 0.6 * self.dice.roll()) * (1 if day % 7 < 5 else 0.1)) + extra
        self.counter += pages
        self.left = max(0, self.left - 100 * pages / self.yield_pages)

    def swap(self, at=0, to=100):  # a new cartridge, where no more than `at` percent is left
        if self.left <= at:
            self.left, self.number = to, self.number + 1

    def says(self, level=None):
        word = str(self.gauge(self.left) if level is None else level)
        return word + (":S%d-%d" % (id_of(self), self.number) if self.serials else "")


FLEET = []


def id_of(printer):
    return FLEET.index(printer)


def write(case, days, printers, live):
    """live(day) uses the printers and returns (news, levels); a level of None is a printer that does not answer."""
    FLEET[:] = printers
    lines = ["ASR 1", "META start=%s days=%d warmup=0" % (START, days)]
    for i, p in enumerate(printers):
        lines += ["P %d 0 SERIAL%d Model" % (i, i), "U %d %d K %s %d %d %d" % (i, i, p.item, p.yield_pages, p.step, p.shelf)]
    lines.append("BEGIN")
    for day in range(days):
        date = START + datetime.timedelta(day)
        lines.append("D %d %s %d %d %d" % (day, date, date.weekday(), date.weekday() < 5, day % 14 == 13))
        news, levels = live(day)
        lines += news
        for i, level in enumerate(levels):
            if level is not None:
                lines.append("R %d %d 0 %s" % (i, printers[i].counter, level))
        lines.append(".")
    os.makedirs(os.path.join(HERE, case), exist_ok=True)
    with open(os.path.join(HERE, case, "input.asr"), "w", newline="\n") as out:
        out.write("\n".join(lines + ["END"]) + "\n")


def plain(case, printer, days=84, delivered=(), **more):
    """Used up, swapped when empty, `delivered` on these days."""

    def live(day):
        printer.use(day)
        printer.swap()
        return ["E DELIVERED %d 0 1" % (900 + day)] if day in delivered else [], [printer.says()]

    write(case, days, [printer], live)


def cases():
    plain("steps_of_1", Printer(1, 230), delivered=(46, 74))
    plain("steps_of_5", Printer(2, 230, step=5), delivered=(46, 74))
    plain("steps_of_10", Printer(3, 230, step=10), delivered=(46, 74))
    plain("three_stages", Printer(4, 230, step=103, gauge=three_stages), delivered=(46, 74))
    plain("some_remaining", Printer(5, 230, step=-3, gauge=some_remaining), delivered=(46, 74))

    p = Printer(6, 40, level=80, step=10)

    def bouncing(day, p=p):
        p.use(day)
        wobble = (0, 10, 0, -10, 0, 0, 10, -10)[day % 8]
        return [], [p.says(max(0, min(100, p.gauge(p.left) + wobble)))]

    write("bounce", 70, [p], bouncing)

    p = Printer(7, 150, shelf=1)

    def early(day, p=p):
        p.use(day)
        p.swap(at=40)  # long before it is empty
        return ["E DELIVERED %d 0 1" % (900 + day)] if day in (30, 55) else [], [p.says()]

    write("swap_early", 84, [p], early)

    p = Printer(8, 150, shelf=2, serials=True, level=60)

    def refilled(day, p=p):
        p.use(day)
        if p.left < 12:
            p.left = 95  # toner from a bottle; the cartridge and its serial number stay
        return [], [p.says()]

    write("refill", 56, [p], refilled)

    p = Printer(9, 60, shelf=1, serials=True, level=70)

    def reseated(day, p=p):
        p.use(day)
        return [], [p.says(100 if day in (20, 21, 40) else None)]

    write("same_serial_with_a_rise", 56, [p], reseated)

    a, b = Printer(10, 180, level=90, shelf=0), Printer(11, 60, level=90, shelf=2)

    def neighbors(day, a=a, b=b):
        a.use(day)
        b.use(day)
        a.swap(at=1)  # from the other's shelf
        return [], [a.says(), b.says()]

    write("neighbors_cartridge", 56, [a, b], neighbors)

    p = Printer(12, 60, level=90, shelf=1)

    def reset(day, p=p):
        p.use(day)
        if day == 25:
            p.counter = 12  # a new board
        return [], [p.says()]

    write("counter_reset", 56, [p], reset)

    p = Printer(13, 120, level=95, shelf=1)

    def offline(day, p=p):
        p.use(day)
        p.swap()
        return [], [None if 28 <= day < 58 else p.says()]

    write("month_offline", 112, [p], offline)

    p = Printer(14, 50, level=70, shelf=0)

    def rising(day, p=p):
        p.use(day, 1 if day < 20 else 6)
        p.swap()
        return ["E DELIVERED %d 0 1" % (900 + day)] if day in (29, 47) else [], [p.says()]

    write("sudden_rise", 70, [p], rising)

    p = Printer(15, 50, level=90, shelf=1)

    def job(day, p=p):
        p.use(day, extra=3200 if day in (44, 45) else 0)
        p.swap()
        news = ["E MANUAL 0 700 1 9"] if day == 35 else ["E DELIVERED 700 0 1"] if day == 39 else []
        return news, [p.says()]

    write("announced_big_job", 84, [p], job)

    p = Printer(16, 120, level=100, shelf=0)

    def idle(day, p=p):
        if day < 14:
            p.use(day)
        return [], [p.says()]

    write("idle_printer", 112, [p], idle)

    p = Printer(17, 50, level=95, shelf=1)

    def bursting(day, p=p):
        p.use(day, extra=2400 if day == 43 else 0)
        p.swap()
        return [], [p.says()]

    write("burst", 126, [p], bursting)

    a, b = Printer(18, 100, level=92, shelf=1), Printer(19, 100, level=6, shelf=0)

    def fresh(day, a=a, b=b):
        if day < 14:
            return [], [None, None]
        a.use(day)
        b.use(day)
        return [], [a.says(), b.says()]

    write("new_printer_without_history", 28, [a, b], fresh)


cases()
