"""What an officer is told who asks of an import what cannot be."""

from shared.vocabulary.refusals import Kind, Refusal


class ImportUnknown(Refusal):
    code = "registry.import-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such import: look it up among those of its place."


class ListKindUnknown(Refusal):
    code = "registry.list-kind-unknown"
    kind = Kind.INVALID
    sentence = "There is no such kind of list; the kinds are {kinds}."


class FileImportedBefore(Refusal):
    code = "registry.file-imported-before"
    kind = Kind.CONFLICT
    sentence = (
        "This file came in before, as import {import_id}: look at that one, or drop it if it has"
        " not begun, and send the file again."
    )


class ImportDroppedBefore(Refusal):
    code = "registry.import-dropped"
    kind = Kind.CONFLICT
    sentence = "This import was dropped, and its file is deleted: send the list again."


class ImportAlreadyBegun(Refusal):
    code = "registry.import-begun"
    kind = Kind.CONFLICT
    sentence = "Rows of this import are recorded already, so that it can be dropped no more."


class ImportFileGone(Refusal):
    code = "registry.import-file-gone"
    kind = Kind.CONFLICT
    sentence = "The file of this import is deleted: send the list again."


class ImportNotOver(Refusal):
    code = "registry.import-not-over"
    kind = Kind.CONFLICT
    sentence = (
        "Rows of this import may be recorded yet: drop it if it has not begun, or wait until it has"
        " finished, then undo it."
    )


class ImportUndoneBefore(Refusal):
    code = "registry.import-undone"
    kind = Kind.CONFLICT
    sentence = "This import was undone, and its file is deleted: send the list again."


class ImportAgreedTo(Refusal):
    code = "registry.import-agreed-to"
    kind = Kind.CONFLICT
    sentence = (
        "This import was confirmed, so that it is mended no more: once it has finished, take its"
        " workbook, correct the rows that are red there, and send that; only those are tried."
    )


class ImportMendedMeanwhile(Refusal):
    code = "registry.import-mended-meanwhile"
    kind = Kind.CONFLICT
    sentence = "Somebody else mended this import just now: look at it, and mend what is left."


class ImportBeingUndone(Refusal):
    code = "registry.import-being-undone"
    kind = Kind.CONFLICT
    sentence = (
        "The undo of this import has begun: ask for it once more to finish it, or send the list"
        " again."
    )
