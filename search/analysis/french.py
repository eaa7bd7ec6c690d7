"""What the French analyser knows of the language: data, for this engine and Elasticsearch's.

Every word here is folded: lower case, no accents.
"""

from search.analysis.folding import words

# What stands before an apostrophe and is no word of its own.
ELISIONS = words(
    """
    l m t qu n s j d c jusqu quoiqu lorsqu puisqu quelqu entr presqu
    """
)

# First halves that are written joined, or with a hyphen: "co-voiturage" is "covoiturage".
PREFIXES = words(
    """
    co inter anti multi micro photo eco bio geo tele video visio agro hydro aero pluri re
    pre post mini maxi extra intra peri trans ultra hyper infra supra semi demi neo retro
    socio cyber techno electro thermo auto
    """
)

# Written short in place names and addresses.
EXPANSIONS = {"st": "saint", "ste": "sainte", "sts": "saint", "stes": "sainte"}

# Words that say nothing alone. Left in on purpose: "ete" (summer), "est" (the East), "sommes"
# (sums), "plus", "sous" and "hors", which tell contents apart.
STOP_WORDS = words(
    """
    a ai ainsi afin alors apres au aucun aucune aujourdhui aupres auquel aussi autre autres
    aux auxquelles auxquels avait avaient avant avec avez avoir avons ayant bien c ca car ce
    ceci cela celle celles celui cependant ces cet cette ceux chaque chez ci comme comment d
    dans de depuis des dont donc du duquel e elle elles en encore entre es et etait etaient
    etant etc etes etre eu eux fait faire fait fut grace h hui il ils j je jusqu l la
    laquelle le lequel les lesquelles lesquels leur leurs lors lorsque lui m ma mais me meme
    memes mes mien moi mon n ne nos notre nous on ont ou par parce pas pendant peu peut
    peuvent pour pourquoi puis puisque qu quand que quel quelle quelles quels quelque
    quelques qui quoi s sa sans se selon sera seront ses si soi soit son sont suis sur t ta
    tandis te tel telle telles tels tes toi ton tous tout toute toutes tres tu un une vers
    via voici voila vos votre vous y
    """
)

# Words whose plural is not their singular's, or that have no singular in this sense.
INVARIABLE = words(
    """
    acces bois bus campus cas concours congres corps cours discours exces fonds gaz gens
    mars mas mois palais paris parcours pays poids processus progres proces recours repas
    secours sens succes temps univers virus avis appuis permis compromis devis colis jus
    refus abus surplus dos os pas bras ananas
    """
)

# What the stemmer gets wrong for this subject: the word → its term. Elasticsearch takes the same
# table as `stemmer_override`.
OVERRIDES = {
    # Plurals in x of words in u, which French makes like those in al or like adjectives.
    "lieux": "lieu",
    "milieux": "milieu",
    "jeux": "jeu",
    "enjeux": "enjeu",
    "feux": "feu",
    "voeux": "voeu",
    "neveux": "neveu",
    "adieux": "adieu",
    "cheveux": "cheveu",
    "aveux": "aveu",
    "essieux": "essieu",
    "materiaux": "materiau",
    "tuyaux": "tuyau",
    "noyaux": "noyau",
    "joyaux": "joyau",
    "preaux": "preau",
    "boyaux": "boyau",
    "fleaux": "fleau",
    "etaux": "etau",
    "yeux": "oeil",
    "travaux": "travail",
    "eaux": "eau",
    # Irregular feminines, and short ones.
    "elue": "elu",
    "elues": "elu",
    "publique": "public",
    "publiques": "public",
    "grecque": "grec",
    "turque": "turc",
    # Families that the stemmer joins, and that mean different things to a town.
    "communication": "communicat",
    "communications": "communicat",
    "communiquer": "communicat",
    "communicant": "communicat",
    "communicante": "communicat",
    "communicants": "communicat",
    "communicantes": "communicat",
    "communion": "communion",
    "collecte": "collecte",
    "collectes": "collecte",
    "collecter": "collecte",
    "transition": "transition",
    "transitions": "transition",
    "population": "population",
    "populations": "population",
    "action": "action",
    "actions": "action",
    "formation": "formation",
    "formations": "formation",
    "numero": "numero",
    "numeros": "numero",
    "numeroter": "numero",
    "numerotation": "numero",
    "numeration": "numeration",
    "partie": "partie",
    "parties": "partie",
    "organe": "organe",
    "organes": "organe",
    "eleve": "eleve",
    "eleves": "eleve",
    "logement": "logement",
    "logements": "logement",
    # One word for this subject, whatever its suffix.
    "aider": "aide",
    "aidee": "aide",
    "cyclable": "cyclab",
    "cyclables": "cyclab",
    "dechetterie": "decheter",
    "dechetteries": "decheter",
    "decheterie": "decheter",
    "decheteries": "decheter",
}

# One family a line: its term, then the words that have it besides.
FAMILIES = """
    abandon: abandonnee
    accessibilite: accessible
    achat: acheter achete achetee achetent
    adresse: adresser adressee
    agriculteur: agricultrice agriculture agricole
    allumage: allumer allume allumee allument
    assoc: associee
    association: associatif associative
    certif: certifiee
    chauffage: chauffer chauffe chauffee
    compostage: compost composter composteur
    conseiller: conseillere
    covoiturage: covoiturer covoitureur covoitureuse
    demontage: demonter demonte demontee
    departement: departemental departementale departementaux
    direction: directeur directrice
    eclairage: eclairer eclaire eclairee eclairent
    economie: economiser economise economisee
    energie: energetique
    encommun: commun
    entretien: entretenir entretenu entretenue
    extinction: eteindre eteint eteinte eteignent
    fonctionnement: fonctionner
    formation: former formee formateur formatrice
    identif: identifiee
    intercommunalite: intercommunal intercommunale intercommunaux
    mairie:
    municipalite: municipal municipale municipaux
    operateur: operatrice
    pilotage: piloter pilote pilotee
    plafon: plafonnee
    porte: porter porteur porteuse
    prevention: prevenir prevenu prevenue previent previennent
    publication: publier publie publiee publient
    rallumage: rallumer rallume rallumee
    recyclage: recycler recycle recyclee
    regie:
    region: regional regionale regionaux
    reglement:
    ruralite: rural rurale ruraux
    securite: securiser securise securisee
    simplif: simplifiee
    sobriete: sobre
    solidarite: solidaire
    souverainete: souverain souveraine
    stationnement: stationner stationne stationnee
    stockage: stocker stocke stockee
    subvention: subventionner subventionne subventionnee
    surveil: surveillee
    usager: usagere
    verif: verifiee
    vote: voter votee votant
"""
for line in FAMILIES.strip().splitlines():
    term, _, members = line.strip().partition(":")
    OVERRIDES |= dict.fromkeys((term, *members.split()), term)

# Verbs whose feminine participle is written of what towns do: of "ee", which is "ée" folded,
# Snowball keeps one e.
PARTICIPLES = words(
    """
    accompagn adapt adopt amenag anim approuv arret automatis autoris class command compar
    compt concern connect consacr construit consult declar dematerialis deploi destin
    detaill developp diffus distribu embauch engag enterr equip estim evalu experiment
    explor ferm financ geolocalis group heberg imagin implant indiqu inform inspir install
    integr invit isol lanc limit localis mesur mobilis modernis mutualis numeris optimis
    organis partag plant prepar proteg raccord realis recens recherch regroup remplac
    remunere renforc renov repar reserv respect restaur signal test transform utilis valoris
    vegetalis
    """
)
OVERRIDES |= {f"{verb}ee": verb for verb in PARTICIPLES}
