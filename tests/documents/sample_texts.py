"""The sentences of the sample report, by language: invented, and long enough to try a layout."""

from __future__ import annotations

AREAS = {
    "en": (
        "E-commerce readiness assessment and strategy formulation",
        "ICT infrastructure and services",
        "Trade facilitation and logistics",
        "Legal and regulatory framework",
        "Payment solutions",
        "Skills development",
        "Access to financing",
    ),
    "fr": (
        "Évaluation de l’état de préparation au commerce électronique et formulation de politiques et stratégies",
        "Infrastructure et services des technologies de l’information et des communications (TIC)",
        "Facilitation des échanges et logistique",
        "Cadres juridiques et réglementaires",
        "Solutions de paiement",
        "Développement des compétences",
        "Accès au financement",
    ),
    "ar": (
        "تقييم الجاهزية للتجارة الإلكترونية وصياغة الاستراتيجيات",
        "البنية التحتية وخدمات تكنولوجيا المعلومات والاتصالات",
        "تيسير التجارة واللوجستيات",
        "الأطر القانونية والتنظيمية",
        "حلول الدفع",
        "تنمية المهارات",
        "الحصول على التمويل",
    ),
}
CODES = ("STR", "ICT", "LOG", "LEG", "PAY", "SKI", "FIN")

WORDS = {
    "en": ("Contents", "Figure", "Table", "Source", "Note", "Page"),
    "fr": ("Sommaire", "Figure", "Tableau", "Source", "Note", "Page"),
    "ar": ("المحتويات", "الشكل", "الجدول", "المصدر", "ملاحظة", "صفحة"),
}

COVER = {
    "en": (
        "Rapid eTrade Readiness Assessment",
        "Ready for electronic commerce? Findings, gaps and an action matrix",
        "Seven policy areas of the eTrade for All initiative, as stakeholders and published figures show them",
        "Samoa",
        "November 2026",
        "Readiness for electronic commerce: Samoa 2026",
        "Demonstration: synthetic responses",
    ),
    "fr": (
        "Évaluation rapide de l’état de préparation au commerce électronique",
        "Prêt pour le commerce électronique ? Constats, lacunes et matrice d’actions",
        "Les sept domaines d’action de l’initiative eTrade for All, selon les acteurs et les chiffres publiés",
        "Sénégal",
        "Novembre 2026",
        "Préparation au commerce électronique : Sénégal 2026",
        "Démonstration : réponses synthétiques",
    ),
    "ar": (
        "التقييم السريع للجاهزية للتجارة الإلكترونية",
        "هل البلد جاهز للتجارة الإلكترونية؟ النتائج والفجوات ومصفوفة الإجراءات",
        "المجالات السبعة لمبادرة التجارة الإلكترونية للجميع كما تظهرها الأطراف المعنية والأرقام المنشورة",
        "موريتانيا",
        "نوفمبر 2026",
        "الجاهزية للتجارة الإلكترونية: موريتانيا 2026",
        "عرض توضيحي: ردود مُولَّدة",
    ),
}

HEADINGS = {
    "en": {
        "view": "The country on one page",
        "summary": "Summary of findings",
        "method": "How the assessment was made",
        "state": "State of play",
        "figures": "Published figures",
        "gaps": "Gaps",
        "voices": "What stakeholders say",
        "unknown": "What could not be judged",
        "matrix": "Action matrix",
        "annex": "Annex: questions and answers",
        "scales": "Scales",
    },
    "fr": {
        "view": "Le pays en une page",
        "summary": "Résumé des constats",
        "method": "Comment l’évaluation a été menée",
        "state": "État des lieux",
        "figures": "Chiffres publiés",
        "gaps": "Lacunes",
        "voices": "Ce que disent les parties prenantes",
        "unknown": "Ce qui n’a pas pu être apprécié",
        "matrix": "Matrice d’actions",
        "annex": "Annexe : questions et réponses",
        "scales": "Échelles",
    },
    "ar": {
        "view": "البلد في صفحة واحدة",
        "summary": "ملخص النتائج",
        "method": "كيف أُجري التقييم",
        "state": "الوضع الراهن",
        "figures": "الأرقام المنشورة",
        "gaps": "الفجوات",
        "voices": "ماذا تقول الأطراف المعنية",
        "unknown": "ما تعذر الحكم عليه",
        "matrix": "مصفوفة الإجراءات",
        "annex": "مرفق: الأسئلة والإجابات",
        "scales": "المقاييس",
    },
}

SENTENCES = {
    "en": (
        "Three of four ministries know of a national plan that names electronic commerce, but only one of them could "
        "say which body follows it up and when it last met.",
        "Mobile money carries most small payments; cards are accepted by few sellers, and those who accept them wait "
        "several days for their money.",
        "Firms outside the capital report deliveries that arrive late or not at all. The post knows fewer than half "
        "of all addresses, so that couriers ring the buyer on the way.",
        "A law on electronic transactions is in force. Its rules on signatures have not been published, and courts "
        "have not yet been asked to apply it.",
        "Two groups disagree: banks see no obstacle to opening a merchant account, while firms name papers, fees and "
        "distance. The difference is itself a finding and is followed up in the action matrix.",
        "The share of answers “don’t know” is highest among public bodies, where it reaches 38 per cent for questions "
        "on the cost of delivery across borders.",
    ),
    "fr": (
        "Trois ministères sur quatre connaissent un plan national qui mentionne le commerce électronique, mais un seul "
        "a pu dire quel organisme en assure le suivi et quand il s’est réuni pour la dernière fois.",
        "La monnaie mobile assure la plupart des petits paiements ; peu de vendeurs acceptent les cartes, et ceux qui "
        "les acceptent attendent leur argent plusieurs jours.",
        "Hors de la capitale, les entreprises signalent des livraisons tardives ou perdues. La poste connaît moins de "
        "la moitié des adresses : les coursiers appellent donc l’acheteur en chemin.",
        "Une loi sur les transactions électroniques est en vigueur. Ses textes d’application sur la signature n’ont "
        "pas été publiés et les tribunaux n’ont pas encore eu à l’appliquer.",
        "Deux groupes sont en désaccord : les banques ne voient aucun obstacle à l’ouverture d’un compte marchand, "
        "tandis que les entreprises citent les pièces à fournir, les frais et la distance.",
        "La part des réponses « ne sait pas » est la plus élevée dans le secteur public : elle y atteint 38 % pour les "
        "questions sur le coût de la livraison transfrontière.",
    ),
    "ar": (
        "تعرف ثلاث وزارات من كل أربع خطة وطنية تذكر التجارة الإلكترونية، لكن وزارة واحدة فقط "
        "استطاعت أن تحدد الجهة التي تتابعها.",
        "تمر معظم المدفوعات الصغيرة عبر الهاتف المحمول، ويقبل عدد قليل "
        "من البائعين البطاقات وينتظرون أياماً للحصول على أموالهم.",
        "تفيد الشركات خارج العاصمة بأن الطرود تصل متأخرة أو لا تصل. ولا يعرف "
        "البريد سوى أقل من نصف العناوين (انظر UPU 2023).",
        "قانون المعاملات الإلكترونية نافذ، غير أن لوائحه الخاصة بالتوقيع لم تُنشر، ولم يُطلب من المحاكم تطبيقه بعد.",
        "تختلف مجموعتان: لا ترى المصارف عائقاً أمام فتح حساب تاجر، بينما تذكر الشركات الأوراق والرسوم والمسافة.",
        "تبلغ نسبة إجابات «لا أعرف» أعلاها لدى القطاع العام، إذ تصل إلى 38 في المائة في أسئلة كلفة التوصيل عبر الحدود.",
    ),
}

BANDS = {
    "en": ("Nascent", "Emerging", "Established", "Advanced"),
    "fr": ("Naissant", "Émergent", "Établi", "Avancé"),
    "ar": ("ناشئ", "صاعد", "راسخ", "متقدم"),
}
UNKNOWN = {"en": "Insufficient data", "fr": "Données insuffisantes", "ar": "بيانات غير كافية"}
GROUPS = {
    "en": (
        "Public sector",
        "Business",
        "Logistics and post",
        "Financial services",
        "Telecommunications",
        "Civil society",
    ),
    "fr": (
        "Secteur public",
        "Entreprises",
        "Logistique et poste",
        "Services financiers",
        "Télécommunications",
        "Société civile",
    ),
    "ar": ("القطاع العام", "الأعمال", "اللوجستيات والبريد", "الخدمات المالية", "الاتصالات", "المجتمع المدني"),
}
SHARES = {
    "en": ("Agree", "Partly", "Disagree", "Don’t know"),
    "fr": ("D’accord", "En partie", "Pas d’accord", "Ne sait pas"),
    "ar": ("موافق", "جزئياً", "غير موافق", "لا أعرف"),
}
COLUMNS = {
    "en": ("Indicator", "Band", "Coverage", "Remark", "Year", "Value", "Source"),
    "fr": ("Indicateur", "Niveau", "Couverture", "Observation", "Année", "Valeur", "Source"),
    "ar": ("المؤشر", "المستوى", "التغطية", "ملاحظة", "السنة", "القيمة", "المصدر"),
}
MATRIX = {
    "en": (
        "Code",
        "Action",
        "Expected result",
        "Priority",
        "Time frame",
        "Lead",
        "Contributors",
        "Partners",
        "Measured by",
        "Evidence",
    ),
    "fr": (
        "Code",
        "Action",
        "Résultat attendu",
        "Priorité",
        "Délai",
        "Chef de file",
        "Contributeurs",
        "Partenaires",
        "Mesure",
        "Preuve",
    ),
    "ar": (
        "الرمز",
        "الإجراء",
        "النتيجة المتوقعة",
        "الأولوية",
        "الأجل",
        "الجهة القائدة",
        "المساهمون",
        "الشركاء",
        "المقياس",
        "الدليل",
    ),
}
PRIORITY = {
    "en": ("High", "Medium", "Low"),
    "fr": ("Élevée", "Moyenne", "Faible"),
    "ar": ("عالية", "متوسطة", "منخفضة"),
}
