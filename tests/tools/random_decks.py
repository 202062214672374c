"""Decks made at random from a seed: what people put on slides, and more of it than fits.

A deck of a seed is always the same, so that a fault can be looked at again. It keeps the words that it is made of, without their
markup: they are what must be found in every output. `python -m tools.random_decks SEED FOLDER`, in the folder of the tests, makes
one and says what does not fit.
"""

from __future__ import annotations

import random
import struct
import sys
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TEMPLATES: Final = ("panel", "paper", "night")
SIZES: Final = ("16:9", "4:3")
FITS: Final = ("continue", "continue", "shrink")

_SAID: Final = (
    "the team moved every report to a new store and nobody lost an hour of work while revenue grew by 14% over the last "
    "quarter because we rehearsed twice AVAST Wave Tomato Type WAVE “quality” isn’t an act; habit — attributed (wrongly) to "
    "Aristotle: cost per user fell from $1.37 to €0.94, driven by smaller images, better caching and luck fi ffi fluffy "
    "official offices Illiquid mill-il iii WWW MMM read-your-own-writes state-of-the-art long-tail retries p95 <120 ms "
    "and/or 90 days/3 months naïve façade cœur Æsir Øre Straße groß Übermut año mañana água são część źródło Žluťoučký kůň "
    "příliš İstanbul müşteri Nhóm kỹ thuật chuyển đổi Мы сократили время отклика вдвое команду Ґанок Η ομάδα ολοκλήρωσε τη "
    "μετάβαση σύστημα"
)
LATIN: Final = tuple(_SAID.split())
_NOUNS: Final = (
    "water power light report city school people answer market garden river winter table number season letter office friend "
    "music window country history system program question night morning reason research education teacher force level "
    "health person party result change"
)
PLAIN: Final = tuple(_NOUNS.split())
LONG: Final = (
    "Donaudampfschifffahrtsgesellschaftskapitän",
    "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
    "internationalization/deinstitutionalization/counterrevolutionaries",
    "pneumonoultramicroscopicsilicovolcanoconiosis",
    "com.example.platform.configuration.AbstractSingletonProxyFactoryBean",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "käyttöönottosuunnitelmayhteensopivuustestausjärjestelmäarkkitehtuuri",
    "x" * 180,
)
ADDRESSES: Final = (
    "https://example.org",
    "https://example.org/docs/architecture/decision-records/0042-event-sourcing?ref=deck",
    "https://www.example.com/a/really/long/path/that/never/ends/and/goes/on/index.html?query=something&page=12#section-3.4.5",
    "mailto:somebody.with.a.long.name@subdomain.of.some.example.org",
)
JAPANESE: Final = (
    "本日の議題は、売上報告と新製品の開発計画です。",
    "「習慣こそが品質である」という言葉のとおり、日々の点検を徹底する。",
    "サーバーの応答時間は平均で120ミリ秒から45ミリ秒に改善された（前年比で約31％減）。",
    "っっっ、ゃゅょーーー！？といった禁則文字も確認すること。",
    "API Gatewayの設定を変更し、CI/CDから配備できるようにした。",
)
CHINESE: Final = (
    "本季度收入同比增长百分之十四，主要得益于新客户的增加。",
    "“质量不是一种行为，而是一种习惯。”——我们将继续投资于自动化测试（目标：低于0.1%）。",
    "请参阅 README.md 文件，其中有 Docker 的完整配置示例。",
    "团队在迁移四千二百张数据表的过程中没有造成任何中断；",
)
KOREAN: Final = (
    "이번 분기 매출은 전년 동기 대비 십사 퍼센트 증가했으며, 신규 고객이 주요 원인이었습니다.",
    "API 게이트웨이의 응답 시간이 120ms에서 45ms로 개선되었습니다(약 62% 감소).",
    "데이터를 옮기는 동안 서비스는 한 번도 멈추지 않았습니다.",
)
ARABIC: Final = (
    "حقق الفريق نمواً في الإيرادات بنسبة أربعة عشر في المائة مقارنة بالربع السابق",
    "سيتم إطلاق النسخة التجريبية من منصة API الجديدة في 3 أكتوبر، ثم نجمع الملاحظات أسبوعياً",
)
HEBREW: Final = (
    "הצוות השלים את המעבר למערכת החדשה ללא השבתה, והקטין את זמן התגובה בחצי",
    "הגרסה הראשונה (1.0) תשוחרר ב-3 באוקטובר",
)
EMOJI: Final = ("😀 🚀 🎉", "👩‍💻 👍🏽", "✅ ❌ ⚠️", "🇩🇪 🇯🇵", "→ ⇒ ∑ √ ≤")
FOREIGN: Final = (JAPANESE, CHINESE, KOREAN, ARABIC, HEBREW, EMOJI)
CODE: Final = (
    "def answer(question: str, *, patience: float = 0.5) -> dict[str, list[int]]:",
    "    return {word: [position for position, other in enumerate(words) if other == word] for word in sorted(set(words))}",
    "    if total >= limit and not finished:",
    "        raise ValueError(message)",
    "SELECT region, SUM(amount) FROM orders WHERE placed_at >= '2026-01-01' GROUP BY region ORDER BY 2 DESC;",
    "x = 1",
    "",
    "\treturn tabs + indented;",
    "kubectl rollout restart deployment/api-gateway --namespace production",
    "aGVsbG8gd29ybGQgdGhpcyBpcyBhIHZlcnkgbG9uZyBiYXNlNjQgc3RyaW5nIHdpdGhvdXQgYW55IHNwYWNlcyBpbiBpdCBhdCBhbGwgYW5kIG9u",
    "# コメント: 日本語の説明 → done",
)
PICTURES: Final = (("wide.png", 640, 200), ("tall.png", 150, 600), ("square.png", 300, 300), ("dot.png", 8, 8))


@dataclass(frozen=True, slots=True)
class RandomDeck:
    """A deck: its source, the words in it that must be seen, and how it is to look."""

    seed: int
    markdown: str
    words: tuple[str, ...]
    template: str
    size: str

    def write(self, folder: Path) -> Path:
        """Write the source with its pictures and its template into a folder of its own."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, width, height in PICTURES:
            (folder / name).write_bytes(png(width, height))
        (folder / "sized").mkdir(exist_ok=True)
        template = f'from = "{self.template}"\ntitle = "Sized"\n[slide]\nsize = "{self.size}"\n'
        (folder / "sized" / "template.toml").write_text(template, encoding="utf-8")
        source = folder / f"deck{self.seed:03}.md"
        source.write_text(self.markdown, encoding="utf-8")
        return source


def random_deck(seed: int) -> RandomDeck:
    """The deck of a seed: two to five slides."""
    return _Author(seed).deck()


class _Author:
    """Writes one deck, and keeps what words it wrote."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.random = random.Random(seed)  # noqa: S311 - nothing is kept secret by it
        self.words: list[str] = []
        #: Most decks are in letters of the West, some in one other script as well, some in any.
        self.foreign = self.random.choice(((), (), (self.random.choice(FOREIGN),), FOREIGN))

    def deck(self) -> RandomDeck:
        template, size = TEMPLATES[self.seed % 3], SIZES[self.seed // 3 % 2]
        front = ["---", "template: sized", f"fit: {self.random.choice(FITS)}"]
        if self.random.random() < 0.3:
            front.append(f'footer: "{" ".join(self.random.choices(PLAIN, k=self.random.randint(1, 12)))}"')
        count = self.random.randint(2, 5)
        slides = [self.first() if self.random.random() < 0.4 else self.slide(), *(self.slide() for _ in range(count - 1))]
        text = "\n".join((*front, "---", "", "\n\n---\n\n".join(slides), ""))
        return RandomDeck(self.seed, text, tuple(self.words), template, size)

    # Slides --------------------------------------------------------------------------------------------------------

    def first(self) -> str:
        """A cover: a title and some lines."""
        return "\n\n".join((self.title("#"), *(self.say(self.random.randint(1, 14)) for _ in range(self.random.randint(0, 6)))))

    def slide(self) -> str:
        kinds: tuple[tuple[int, Callable[[], str]], ...] = (
            (5, self.mixed), (3, self.bulleted), (2, self.tabled), (2, self.coded), (1, self.quotation), (1, self.section),
            (1, self.captioned), (2, self.pictured), (1, self.one_word), (1, self.wordy),
            (1, self.many_items), (1, self.long_line),
        )  # fmt: skip
        return self.random.choices([maker for _, maker in kinds], [weight for weight, _ in kinds])[0]()

    def mixed(self) -> str:
        """A title, or none, and up to four things below it."""
        makers = (
            self.paragraph,
            self.bullets,
            self.numbers,
            self.quote,
            self.table,
            self.code,
            self.heading,
            self.picture,
            self.breaks,
        )
        weights = (4, 4, 2, 2, 2, 2, 2, 1, 1)
        parts = [maker() for maker in self.random.choices(makers, weights, k=self.random.randint(1, 4))]
        return "\n\n".join((self.title("##"), *parts) if self.random.random() < 0.9 else parts)

    def bulleted(self) -> str:
        return f"{self.title('##')}\n\n{self.bullets()}"

    def tabled(self) -> str:
        return f"{self.title('##')}\n\n{self.table()}"

    def coded(self) -> str:
        return f"{self.title('##')}\n\n{self.code()}"

    def quotation(self) -> str:
        return f"{self.title('##')}\n\n{self.quote()}"

    def section(self) -> str:
        return self.title("#")

    def captioned(self) -> str:
        return f"{self.title('##')}\n\n{self.picture(caption=True)}"

    def pictured(self) -> str:
        """A picture and a text side by side."""
        parts = [self.random.choice((self.bullets, self.paragraph, self.numbers))(), self.picture()]
        self.random.shuffle(parts)
        return "\n\n".join((self.title("##"), *parts))

    def one_word(self) -> str:
        return f"{self.title('##')}\n\n{self.say(1) if self.random.random() < 0.5 else self.word(LONG)}"

    def wordy(self) -> str:
        """Four hundred words in one, two or ten paragraphs."""
        parts = self.random.choice((1, 2, 10))
        return "\n\n".join((self.title("##"), *(self.say(400 // parts) for _ in range(parts))))

    def many_items(self) -> str:
        items = "\n".join(f"- {self.say(self.random.randint(1, 4))}" for _ in range(self.random.randint(15, 60)))
        return f"{self.title('##')}\n\n{items}"

    def long_line(self) -> str:
        """A paragraph that is a hair's breadth away from its last line's end, wherever that is."""
        parts = (self.say(self.random.randint(8, 40), PLAIN) for _ in range(self.random.randint(2, 6)))
        return "\n\n".join((self.title("##"), *parts))

    # What stands on them -------------------------------------------------------------------------------------------

    def title(self, mark: str) -> str:
        length = self.random.choices((1, 3, 6, 14, 40), (2, 5, 5, 3, 1))[0]
        words = self.word(LONG) if self.random.random() < 0.03 else self.say(length)
        return f"{mark} {words}"

    def paragraph(self) -> str:
        return self.rich(self.random.choices((3, 12, 30, 90), (2, 4, 3, 1))[0])

    def heading(self) -> str:
        return f"### {self.say(self.random.randint(1, 9))}\n\n{self.rich(self.random.randint(3, 20))}"

    def quote(self) -> str:
        return "\n>\n".join(f"> {self.rich(self.random.choice((4, 12, 40)))}" for _ in range(self.random.choice((1, 1, 2))))

    def breaks(self) -> str:
        return "  \n".join(self.say(self.random.randint(1, 8)) for _ in range(self.random.randint(2, 6)))

    def bullets(self) -> str:
        return "\n".join(self.items(0, "", lambda _: "- "))

    def numbers(self) -> str:
        start = self.random.choice((1, 1, 8, 98, 996))
        return "\n".join(self.items(0, "", lambda at: f"{start + at}. "))

    def items(self, level: int, indent: str, mark: Callable[[int], str]) -> list[str]:
        """List items up to three levels deep; one may have a second paragraph."""
        lines = []
        for at in range(self.random.randint(1, (8, 4, 3)[level])):
            marked = indent + mark(at)
            lines.append(marked + self.rich(self.random.choices((1, 5, 12, 35), (2, 5, 4, 1))[0]))
            inner = " " * len(marked)
            if self.random.random() < 0.05:
                lines += ["", inner + self.rich(8), ""]
            if level < 2 and self.random.random() < 0.3:
                lines += self.items(level + 1, inner, self.random.choice((lambda _: "- ", lambda at: f"{at + 1}. ")))
        return lines

    def table(self) -> str:
        columns, rows = self.random.choice((1, 2, 3, 4, 6, 9)), self.random.choice((1, 3, 6, 12, 30))
        most = self.random.choice((1, 3, 10 if rows < 12 else 4))
        marks = [self.random.choice((":---", "---:", ":---:")) for _ in range(columns)]
        body = [[self.cell(most) for _ in range(columns)] for _ in range(rows + 1)]
        return "\n".join(f"| {' | '.join(row)} |" for row in (body[0], marks, *body[1:]))

    def cell(self, most: int) -> str:
        if self.random.random() < 0.3:
            return self.noted(f"{self.random.randint(0, 10 ** self.random.randint(1, 7)):,}")
        return self.word(LONG[:5]) if self.random.random() < 0.02 else self.rich(self.random.randint(1, most))

    def code(self) -> str:
        count = self.random.choices((1, 6, 15, 40), (2, 4, 2, 1))[0]
        lines = [self.noted(self.random.choice(CODE)) for _ in range(count)]
        return "\n".join(("```python", *lines, "```"))

    def picture(self, *, caption: bool = False) -> str:
        name, _, _ = self.random.choice(PICTURES)
        title = f' "{self.say(self.random.choice((2, 10, 30)), PLAIN)}"' if caption else ""
        return f"![{self.random.choice(PLAIN)}]({name}{title})"

    # Words ---------------------------------------------------------------------------------------------------------

    def say(self, count: int, words: Sequence[str] = LATIN) -> str:
        """That many plain words; a sentence of another script now and then, if the deck has one."""
        if self.foreign and words is LATIN and self.random.random() < 0.5:
            sentences = self.random.choice(self.foreign)
            return " ".join(self.word(sentences) for _ in range(min(count // 6 + 1, 12)))
        said = self.random.choices(PLAIN if self.random.random() < 0.5 else words, k=count)
        return self.noted(" ".join(said))

    def rich(self, count: int) -> str:
        """Words of which some are stressed, strong, struck, code, a link, an address or very long."""
        if self.foreign and self.random.random() < 0.4:
            return self.say(count)
        parts = []
        while count > 0:
            taken = min(count, self.random.randint(1, 7))
            parts.append(self.marked(taken))
            count -= taken
        return " ".join(parts)

    def marked(self, count: int) -> str:
        chance = self.random.random()
        if chance < 0.015:
            return self.word(LONG)
        if chance < 0.03:
            address = self.word(ADDRESSES)
            return self.random.choice((address, f"<{address}>"))
        if chance < 0.2:
            return self.say(count)
        words = self.noted(" ".join(self.random.choices(PLAIN, k=count)))
        marks = ("**{}**", "*{}*", "***{}***", "`{}`", "~~{}~~", "[{}](https://example.org/)", "[**{}**](#2)")
        return self.random.choice(marks).format(words) if chance < 0.5 else words

    def word(self, words: Sequence[str]) -> str:
        return self.noted(self.random.choice(words))

    def noted(self, words: str) -> str:
        self.words.append(words)
        return words


@cache
def png(width: int, height: int) -> bytes:
    """A grey picture of that many pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + chunk(b"IDAT", zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height))))
        + chunk(b"IEND", b"")
    )


def main(seed: int, folder: Path) -> None:
    """Write and build the deck of a seed, and say what does not fit."""
    from igdeck import build_deck
    from tools.fit import CHROMIUM, LIBREOFFICE, faults
    from tools.marked import drawn_by_libreoffice
    from tools.measured import drawn_by_chromium

    result = build_deck(random_deck(seed).write(folder), out=folder / "build")
    sys.stdout.writelines(f"{found.severity.value}: {found.message}\n" for found in result.diagnostics)
    deck, page = result.outputs
    for slides, slack in ((drawn_by_libreoffice([deck])[deck], LIBREOFFICE), (drawn_by_chromium([page])[page], CHROMIUM)):
        sys.stdout.writelines(f"{fault}\n" for fault in faults(slides, slack))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]).absolute())
