"""De stroom waarin een kernel opvangt wat een cel afdrukt; kent verder niets van kernels. Alleen in de kernel zelf te laden."""

from __future__ import annotations

from ipykernel.iostream import OutStream


class Stroom(OutStream):
    """Als die van ipykernel, maar wie niets afdrukte hoeft na een cel niet te wachten.

    ipykernel leegt beide stromen vier keer per cel, en wacht elke keer op een andere draad.
    """

    def flush(self) -> None:
        # What was handed over before keeps its place in the queue of that same thread, before the end of the cell.
        if getattr(self, "_flush_pending", True):
            super().flush()
