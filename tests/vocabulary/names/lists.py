"""True names. None of them may ever be refused."""

from itertools import product

_FAMILIES_WORDS = """
Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đoàn Trịnh Mai Đào
Lương Tạ Hà Lâm Phùng Cao Châu Tô Thái Tăng Kiều Quách Triệu Vương La Lưu Nghiêm Tống Lục Khúc
Ninh
"""
FAMILIES = _FAMILIES_WORDS.split()
MIDDLES = ["Thị", "Văn", "Hữu", "Đức", "Minh", "Ngọc", "Thanh", "Quốc", "Xuân", "Đình", "Duy", ""]
_GIVEN_WORDS = """
An Ánh Bảo Bình Cường Chi Dũng Dung Đạt Giang Hà Hạnh Hải Hằng Hiếu Hoa Hòa Hùng Hương Khánh Kiên
Lan Linh Loan Long Mạnh Mai My Nam Nga Nhung Oanh Phúc Phương Quân Quý Quyên Sơn Tâm Tú Thảo Thúy
Thu Toàn Trang Trí Tuấn Uyên Vân Việt Vinh Xuyến Yến Thoại Vịnh Nguyệt Tưởng Lựu Huệ Khoẻ Tám Sửu
"""
GIVEN = _GIVEN_WORDS.split()

SHARES = {"Nguyễn": 38, "Trần": 12, "Lê": 9, "Phạm": 7, "Hoàng": 3, "Phan": 4, "Vũ": 2, "Huỳnh": 2}
"""How many of a hundred people are called so; of the others one."""

VIETNAMESE = sorted(
    {
        " ".join(f"{family} {MIDDLES[(n * 5 + m + i) % len(MIDDLES)]} {given}".split())
        for n, family in enumerate(FAMILIES)
        for m in range(SHARES.get(family, 1))
        for i, given in enumerate(GIVEN)
    }
)

_EDE = (
    """
Êban Niê Mlô Kbuôr Ksor Rơô Hwing Byă Adrơng Ayŭn Hđơk Knul Ktla Kđoh Êñuôl Ênuôl Hmŏk Buôn\u00a0Yă
Ktul Êčăm Krông Knă Jdrăng Arul Mjâo Hlong Rčăm Bkrông Kpă Kpơr Nay Rmah Siu Rahlan Rcom Puih
""".strip("\n")
    .replace("\n", " ")
    .split(" ")
)
_EDE_GIVEN = [
    "Y Bhăm",
    "Y Bih",
    "Y Ñuê",
    "H'Hen",
    "H’Hen",
    "HʼLim",
    "H'Ñan",
    "H'Bôt",
    "Y Wik",
    "Y Ŭk",
]
_OTHERS = (
    """
Rơ Châm Duk|Rơ Mah Hyă|Siu Ă|Hlăm|K'Să|K’Să Ha Brông|Đinh Ƀlưk|Đinh Núp|Hồ Vai|Cil Múp
Lơ Mu Ha Poh|Kơ Să Ha Thương|Bon Tô Sa Nga|Liêng Jrang Ha Chăm|Bríu Pố|Alăng Bhuốch|Zơrâm Vênh
Pơloong Nhiêm|Coor Nghĩ|Bh'nướch Âng|A Rất Blúi|Tơ Ngôl Vơih|Hôih Hiên|A Viết Sơn|Vừ A Dính
Giàng A Páo|Mùa A Sò|Sùng Thị Mỷ|Thào Seo Lử|Hạng A Cháng|Lầu Bá Chò|Cứ A Tủa|Tráng A Pao
Ly Mí Cường|Lò Văn Ỏm|Quàng Thị Ín|Cà Văn Ún|Điêu Chính Tứ|Bạc Cầm Khụt|Lường Thị Ỏn|Tòng Văn È
Khằm Văn Ỏ|Chảo Láo Tả|Tẩn Mí Sểnh|Phàn Phù Sìn|Lý Láo Lở|Thạch Sóc Kha|Danh Sa Riêng
Sơn Sâm Bôl|Kiên Sô Phol|Trà Thị Sà|Thiên Sanh Cảnh|Thông Thanh Khánh|Qua Đình Bở|Báo Văn Trò
Đàng Năng Thọ|Sầm Văn Bừng|Nông Thị Ẻn|Hoàng Văn Ọt|Bế Ích Quân|Mạc Văn Phùn|Pờ Go Xá|Chu Xé Lù
Lỳ Hờ Xè|Phù Tờ Thàng|Vàng Xín Sỉ|Khoàng Gò Dơ|Lò A Chừ|Bùi Thị Ền|Quách Thị Ĩn|Hà Thị Ơn
Xiêng Thị Ỉn|Moong Thị Ọ|Cụt Phò Mằn|Lữ Phò Ón|Vi Thị Ẹt|Lô Thị Ỷ|Kha Ún Xọ|Sa Rết
Cơ Liêng K'Brêl|K'Mak|K'Bríp|Ka Să Ha Lim|Touneh Hàn Thọ|Ya Loan|Jơ Nơng Sang Hạnh|Krajăn Plin
Điểu K'ré|Điểu Ong|Thị Ngót|Lâm Búp|Y Hnhuôn|Xơ Đăng Y Krô|U Mưm|Brôl Vẻl|Kring Thế|A Kâu|Y Ƀlơ
Rah Lan|Ƀhŏ|Y Čhơn Ñiê|H'Ƀia Ŏt|Kră Jăn Sơr|Čil Ŭt|Mấu Thị Bích Phanh|Ka Dá Hùng|Pi Năng Thị Ơn
Chamaléa Âu|Katơr Dem|Pupu Xem|Pinăng Lịch|Tà Yên Tứ|Cao Xuân Ốc|Hồ Xuân Thủy|Nguyễn-Müller Hoà
Trương Thị Ê
""".strip()
    .replace("\n", "|")
    .split("|")
)

MINORITY = [f"{given} {family}" for given, family in product(_EDE_GIVEN, _EDE)] + _OTHERS

_FIRST_WORDS = """
Jürgen François José Åsa Øystein Søren Zoë Zoé Chloé Chloë Noël Noëlle Loïc Naïm Anaïs Haïm Aïcha
Saïd Thaïs Moïse Raphaël Gaël Maël Joël Michaël André René Renée Hélène Thérèse Désirée Gaëlle
Maïté Björn Göran Håkon Håkan Märta Pär Åke Ørjan Jón Guðrún Sigurður Þór Ævar Ása Óscar Ángel
Íñigo Iñaki Begoña Lucía Sofía Raúl Saúl Joaquín Ramón León Inés Mónica Verónica María Mª Seán
Órla Róisín Siân Zoltán László Béla Ödön Ágnes Jiří Tomáš Łukasz Małgorzata Paweł Şükrü Gökhan
Çağlar Ümit Işıl João Luís António Conceição Brandão Inês Núria Mercè Marçal Xènia Jérôme Benoît
Océane Maëlys Eloïse Lü Ngô Nuño Toño Müjde Hüseyin Öykü Ülle Õie Jüri Kärt Väinö Päivi Jyrki Köhn
Bär Groß Weiß Hå
"""
_FIRST = _FIRST_WORDS.split()
_LAST = """
Müller Müller-Lüdenscheidt Nuñez Ñuñez Brontë Häagen O'Brien O’Brien D'Angelo D’Angelo Saint-Exupéry
García Muñoz Peña Núñez Ibáñez Gutiérrez Béjar Gonçalves Simões Guimarães São\u00a0José Fernández
Grönemeyer Schäuble Köhler Weiß Strauß Jägermeyr Öztürk Yıldız Güneş Dvořák Čapek Němcová
Wałęsa Kaczyński Škvorecký Bjørnson Grieg Ødegård Sørensen Kierkegård Lindström Sjöström Åkerlund
Lévi-Strauss Mallarmé Côté Lefèvre Besançon Ó\u00a0Súilleabháin Ní\u00a0Chonaill McÉwan MacÁdhaimh
""".replace("\u00a0", "_").split()

_SHORT_WORDS = """
Ólafur Guðmundsson Þórdís Björk Hrönn Ægir Völundur Ýr Bø Bö Bå Lü Hsü Nü Tü Chü Thö Mü Kü Hö Hø
Tø Lø Sø Rø Gö Dö Dü Lä Bä Hä Tä Mä Nä Pä Kä Lõ Tõ Mõ Põ Rõ Hõ Kõ Jõ Sõ Võ Léo Théo Zoë Maë Naël
Joëlle Noé Timéo Éloi Maïa Aloïs Loïs Inès Agnès Gisèle Adèle Irène Zélie Honoré Aimé Barnabé
Salomé Esmé Mohé Cléo Léna Mélina Noël Ismaël Samaël Yaël Raïssa Laïs Taïs Maï Haï Thaï Kaï Naï
Loï Moï Eloï Aïda Maïka Saïda Taïeb Xuân Bão Léa Sé Ré Hugó Nuño Toñi Iñes Ñusta Yáñez Mañé Peñ
Añón Ordóñez Nóra Lóránt Mária Sándor Tamás András Tímea Zsófia Bálint Réka Csilla Jenő Ödön Ünal
Özil Gül Gündüz Ülkü Çetin Çelik Suç Dürüst Hülya Tülin Nür Şenol Bülent Düş Håvard Bård Pål Kåre
Våge Åse Tåg Sjå Blå Gro Bjarne Sæther Kjær Lærke Bæk Nørgaard Møller Høeg Bøe Røed Skjåk Frøya
Søs Grøn Gråbøl Rådström Mårten Jörgen Jönköping Märit Käthe Bärbel Hänsel Döblin Böll Röhm Höß
Größ Süß Heß Voß Buß Haß Thoß Preuß São Simão Romão Falcão Leão Gusmão Camões Magalhães Guimarães
Antão Sebastião Adão Estêvão Inácio Conceição Assunção Graça Gonçalo Bragança Lúcia Glória Vitória
Patrícia Cláudia Flávia Márcia Mário Sílvio Júlio Átila Éder Ícaro Ângela Ângelo Tânia Vânia Sônia
Antônia Jerônimo Mônica Verônica Zé Tomé Noêmia Aurélio Hélio Lê Ngô Hồ Tô Lô Sò Vò Tòng Lò Là Mùa
Sùng Sìn Chò Pò Vàng Giàng Chảo Tẩn Phàn Và Xồng Bá Lầu Cử Thò Mí Mỷ Páo Sính Dì Sèn Ly Tráng Sáng
Cháng Giống Ma Seo Củi Sừ Châu Ka Ròi Touprong Hờ Ngâu Ñau Ñê Ñông Ñung Ñen Y-Ñat Hñang Ñiê Niê
Kdăm Bdap Êung Ênuôl Êya Êmut
"""

FOREIGN = [
    *_SHORT_WORDS.split(),
    *(f"{first} {last.replace('_', ' ')}" for first, last in product(_FIRST, _LAST)),
    "Иванова Мария Петровна",
    "Παπαδόπουλος Γιώργος",
    "陈伟",
    "Chen Wei (陈伟)",
    "김민준",
    "さくら",
    "Đoàn Saint-Exupéry",
    "Trần Noël Loïc",
    "Gal·la Marcel·lí",
    "Lê Văn Tám (Tư)",
    "Nguyễn Văn A, con",
    "Chủ hộ số 12",
]
