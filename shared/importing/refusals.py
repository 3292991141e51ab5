"""Why a file is refused whole. None of them names the file or says what stands in it."""

from shared.vocabulary.refusals import Kind, Refusal


class FileRefused(Refusal):
    """Base of those below: nothing of the file is read."""

    kind = Kind.INVALID


class FileEmpty(FileRefused):
    code = "importing.file-empty"
    sentence = "The file is empty: send the list itself, saved as .xlsx or .csv."


class FileTooLarge(FileRefused):
    code = "importing.file-too-large"
    sentence = "The file is larger than {megabytes} MB: divide the list into several files."


class FormatUnknown(FileRefused):
    code = "importing.format-unknown"
    sentence = "This is none of .xlsx, .xls, .ods and .csv: save the list as .xlsx and send that."


class ExtensionWrong(FileRefused):
    code = "importing.extension-wrong"
    sentence = "Inside, this file is {format}: save the list as .xlsx and send that."


class FileIsPage(FileRefused):
    """Local programs export HTML or XML under the name of a workbook."""

    code = "importing.file-is-page"
    sentence = (
        "Inside, this file is a page of text (HTML or XML) and no workbook: open it in Excel, save "
        "it as .xlsx and send that."
    )


class FileEncrypted(FileRefused):
    code = "importing.file-encrypted"
    sentence = "The file is closed by a password: save it without one and send it again."


class FileDamaged(FileRefused):
    code = "importing.file-damaged"
    sentence = (
        "The file is damaged or incomplete and cannot be opened: open it in Excel, save it as .xlsx"
        " and send that."
    )


class FileBomb(FileRefused):
    """It would unpack to more than any list needs."""

    code = "importing.file-swells"
    sentence = (
        "Unpacked, the file is far larger than a list: copy the list alone into a new workbook and "
        "send that."
    )


class FileTooWide(FileRefused):
    """Cells at far ends of a sheet make it larger than what can be read."""

    code = "importing.sheet-too-wide"
    sentence = (
        "A sheet reaches over {cells} cells and more: delete what stands far from the list, or copy"
        " the list alone into a new workbook."
    )


class FileHasTooManyColumns(FileRefused):
    """No list is so wide; headings by the ten thousand would be looked through one by one."""

    code = "importing.sheet-too-many-columns"
    sentence = (
        "A sheet has cells filled in more than {columns} columns, which no list has: copy the list "
        "alone into a new workbook and send that."
    )


class FileHasDocumentType(FileRefused):
    code = "importing.file-has-dtd"
    sentence = (
        "The file holds instructions (DTD) that no workbook has: copy the list into a new workbook "
        "and send that."
    )


class FileHasExternalLinks(FileRefused):
    code = "importing.file-links"
    sentence = (
        "The workbook takes values from other files: break the links (Data, Edit Links) so that "
        "values stand in it, and send it again."
    )


class FileUnreadable(FileRefused):
    """Whoever read it ran out of memory or time."""

    code = "importing.file-unreadable"
    sentence = (
        "The file cannot be read within the time and memory there are: copy the list alone into a "
        "new workbook, or divide it, and send that."
    )


class LettersLost(FileRefused):
    code = "importing.letters-lost"
    sentence = (
        "Letters of this file were lost when it was saved (? stands for them): save the list anew "
        "as .xlsx, or as CSV UTF-8, and send that."
    )


class NoListFound(FileRefused):
    code = "importing.no-list"
    sentence = (
        "No sheet of the file is such a list: a row of headings is needed, with these among them: "
        "{headings}."
    )


class NoRowsFound(FileRefused):
    code = "importing.no-rows"
    sentence = (
        "The list has a heading and no rows that are to be brought in: an example is none, nor is "
        "what is on the books by an import before. Write rows under the heading and send it again."
    )


OF_FILES: dict[str, type[FileRefused]] = {each.code: each for each in FileRefused.__subclasses__()}
