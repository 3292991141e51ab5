"""Why a chapter of a list is asked about."""

from shared.importing.doubts import Doubt


class HostKindUnsaid(Doubt):
    code, reason, asks = "importing.host-kind-unsaid", "kind", True
    sentence = (
        "It is not said with whom this chapter is: write in a column «Loại hình» one of khu phố, "
        "ấp, dòng họ, trường học, cơ quan, đơn vị, đồng hương ({kinds})."
    )
