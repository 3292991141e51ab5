"""A reorganisation (sắp xếp địa giới): one document whose rows say what becomes of places on a day.

What must hold (domain.md §4: on 1 July 2025 10,033 communes became 3,316, of which 441 were
split, and the level of districts ended). The day before, each place **lies on the ground once**;
on the day it must do so again. By rows:

- `whole`, `renamed`, `retyped` with a successor: all of the predecessor is in it, and the
  predecessor ends. `part`: some of it is there; it ends unless one of the parts is itself, which
  says that the rest stays. `ended`: an administration ceases (a district) while what lay in it
  goes on elsewhere.
- `renamed`, `retyped` without a successor, and `moved`: the place stays, under another name, kind
  or code, or in another place. `made`: a place that was not there.

**A hole** is ground that nothing has on the day: a predecessor with one part only, an `ended` one
that holds nothing or holds what no row speaks of, and what lies in a place that is divided and of
which no row says where it goes. Hamlets are no hole there: of a divided commune they are "chưa
phân bổ" until somebody allocates them, while the commune's ground goes on in its successors. What
lies in a place that goes over whole goes on within its successor, at every level, and needs no
row.

**An overlap** is ground that two have: a predecessor that goes over whole twice, whole beside a
part, twice in part to one successor, goes over and stays, and a place made of nothing that went
before.

**A cycle** is a place that would go over into itself through others that end on the same day.

All that the territory itself asks (`territory/rules.py`) is asked besides, of the tree that the
whole document leads to, so that the order of rows does not matter. It is recorded whole or not at
all.
"""
