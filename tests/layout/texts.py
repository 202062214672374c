"""Paragraphs in many languages for the tests of line ends. `*word*` is bold, `_word_` italic, `` `word` `` code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKED: Final = re.compile(r"\*(.+?)\*|_(.+?)_|`(.+?)`|([^*_`]+|[*_])")

#: Language tag and text, set in a font whose every glyph is installed: Latin, Greek and Cyrillic.
ALPHABETIC: Final = (
    ("en", "We moved the weather station three metres to the north, and the readings changed by half a degree."),
    ("en", "A well-known, long-standing rule of thumb: never re-run a half-finished job on a Friday after 16:30."),
    ("en", "Costs fell by 12.5% (from €1,250.00 to €1,093.75) – not 10-15% as we’d said in the 2019-2021 plan."),
    ("en", "See https://www.example.org/a/very/long/address/that-no-line/can_hold?query=1&other=two#fragment for more, or ask."),
    ("en", "Start the server with `serve --port 8080 --reload` and open *any* browser; _nothing_ else is needed at all."),
    ("en", "*Every* _word_ *of* _this_ *line* _stands_ *in* _another_ *face*, so that spans end where lines may end too."),
    ("en", "“Who,” she asked, “would pay for that?” — “Nobody,” he said… “but everybody would like to have it anyway!”"),
    ("en", "and/or, he/she, input/output, TCP/IP, 24/7, km/h, N/A, client/server/database, either/or, on/off, yes/no"),
    ("en", "internationalisation antidisestablishmentarianism counterrevolutionaries electroencephalographically"),
    ("en", "I. a b c d e f g h i j k l m n o p q r s t u v w x y z 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4"),
    ("en", "Ship it (really) [now] {today} <soon> “quoted” ‘single’ #tag @user $5 50% ~2 km * starred = equal + plus"),
    ("de", "Die Donaudampfschifffahrtsgesellschaft verlegt ihre Hauptversammlung auf den 3. Mai – wegen Überfüllung."),
    ("de", "Straßenbahn- und Busverkehr, Rechts-vor-links-Regelung, 80-jährig, E-Mail-Adresse, „Anführungszeichen“, z. B. so."),
    ("nl", "De kinderen fietsen 's ochtends naar school, ’t is maar tien minuten; 's middags regent het zee-eenden."),
    ("fr", "Où va-t-on ? L’été dernier, « l’enquête » a montré ceci : qu’aujourd’hui, c’est-à-dire demain, rien n’est sûr !"),
    ("fr", "Qu’est-ce que c’est ? Presqu’île, arc-en-ciel, chef-d’œuvre : vingt-quatre mots ; les voilà tous ensemble…"),
    ("es", "¿Cuánto cuesta el billete de ida y vuelta? ¡Nada! Sólo hay que pedirlo con quince días de antelación."),
    ("pt", "As ações não são suficientes: é preciso que, amanhã, alguém fale também com os vizinhos do segundo andar."),
    ("it", "Dell’acqua, nell’orto, c’è sempre bisogno; perciò il consiglio ha deciso che l’irrigazione sarà gratuita."),
    ("pl", "Wczoraj w Łodzi źrebię zjadło dziesięć jabłek, a gospodarz – ku zdziwieniu sąsiadów – wcale się nie gniewał."),
    ("cs", "Příliš žluťoučký kůň úpěl ďábelské ódy, zatímco děti běhaly kolem rybníka a sbíraly kaštany do košíků."),
    ("sv", "Flygande bäckasiner söka hwila på mjuka tuvor, men vår granne påstår att de bara är trötta efter regnet."),
    ("fi", "Lentokonesuihkuturbiinimoottoriapumekaanikko lähti aikaisin töihin, koska junat kulkevat huonosti talvisin."),
    ("hu", "Árvíztűrő tükörfúrógéppel dolgoznak a szerelők, de a megszentségteleníthetetlenségeskedéseitekért nem."),
    ("tr", "Istanbul’daki toplantıya gidemeyeceğimizi, ne yazık ki, ancak dün akşam saat dokuzda öğrenebildik."),
    ("ro", "Câțiva săteni și-au mutat căsuțele într-o vale liniștită, într-adevăr departe de zgomotul orașului."),
    ("el", "Η επιτροπή αποφάσισε ότι η επόμενη συνάντηση θα γίνει στη Θεσσαλονίκη, το πρώτο Σάββατο του Μαΐου."),
    ("ru", "Наш сосед, к удивлению всех жильцов, за одно лето построил во дворе кое-какой, но всё-таки мост."),
    ("ru", "Северо-западный ветер 5–7 м/с, температура −3 °C; «Без осадков», — сообщает метеостанция № 12."),
    ("uk", "Щоранку п’ятеро дітей із нашого під’їзду їдуть до школи автобусом, який завжди запізнюється."),
    ("bg", "Жълтата дюля беше щастлива, че пухът, който цъфна, замръзна като гьон, но никой не го забеляза."),
    ("is", "Kæmi ný öxi hér, ykist þjófum nú bæði víl og ádrepa, sagði bóndinn og læsti skemmunni vandlega."),
)

#: Set in a font made for the test, each glyph an em wide.
IDEOGRAPHIC: Final = (
    ("ja", "「明日は、晴れるでしょうか。」と彼女は聞いた。（でも、誰も答えなかった。）ニュースによると、雨だそうです。"),
    ("ja", "データベースのバックアップは、毎週金曜日の午後に、ちょっとした手順で行います・・・それだけです！"),
    ("ja", "価格は１００％変わりません。詳しくは『手引き』、または【資料】をご覧ください。"),
    ("zh-Hans", "我们昨天把气象站向北移动了三米，结果读数变化了半度。“为什么？”大家都问。"),
    ("zh-Hans", "请注意：本项目（第二期）预计于明年完成；届时将有《说明书》、培训、以及测试！"),
    ("zh-Hant", "會議改在星期三下午舉行，請各位準時出席；若有問題，請先與我們聯絡。「謝謝！」"),
)

#: Written from right to left, with words and numbers in it that are not.
RIGHT_TO_LEFT: Final = (
    ("ar", "نقلنا محطة الأرصاد ثلاثة أمتار نحو الشمال، فتغيرت القراءات بمقدار *نصف درجة* عما كانت عليه من قبل."),
    ("ar", "يمكن تنزيل البرنامج من موقع GitHub مجاناً، والإصدار 2.1 يعمل على كل الأجهزة؛ أليس كذلك؟"),
    ("fa", "ما ایستگاه هواشناسی را سه متر به شمال بردیم و *اندازه‌گیری‌ها* نیم درجه تغییر کرد."),
    ("he", "העברנו את תחנת מזג האוויר שלושה מטרים צפונה, והמדידות השתנו *בחצי מעלה* (ואולי יותר)."),
    ("he", "אפשר להוריד את התוכנה מ-GitHub בחינם; גרסה 2.1 פועלת בכל מכשיר, לא כך?"),
)


def runs(text: str) -> Iterator[tuple[str, str]]:
    """The pieces of a marked text: the element that sets it, or "", and the words."""
    for bold, italic, code, plain in MARKED.findall(text):
        yield ("b", bold) if bold else ("i", italic) if italic else ("code", code) if code else ("", plain)
