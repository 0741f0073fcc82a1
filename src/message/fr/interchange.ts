import type { interchange as english } from '../en/interchange.ts'

export const interchange: Record<keyof typeof english, string> = {
  'interchange.import':
    'lire des journaux d’évaluation, fichiers ou dossiers, et recalculer leurs chiffres (Inspect .eval et .json) ; sans init, n’enregistre encore rien',
  'interchange.import.file': '{file} : {label}',
  'interchange.import.label':
    '{label, select, verified {VÉRIFIÉ} partial {PARTIEL} mismatch {ÉCART} other {RIEN À VÉRIFIER}}',
  'interchange.import.samples':
    '{present, plural, one {# échantillon} other {# échantillons}}{outcomes, select, none {} other { : {outcomes}}}',
  'interchange.import.outcome':
    '{count} {outcome, select, scored {notés} notapplicable {sans objet} unscored {sans note} errored {en erreur} limit {arrêtés à une limite} absent {terminés, mais absents du fichier} other {non exécutés}}',
  'interchange.import.figure':
    '{metric} {recomputed, select, none {enregistré {logged}, non recalculé} other {{recomputed}{n, select, all {} 1 { d’après le seul item présent} other { d’après les {n} items présents}}, enregistré {logged}}}',
  'interchange.import.scored-by': '{score} : {figures}',
  'interchange.import.unreadable': '{file} : NON LU : {message}',
  'interchange.import.sum':
    '{files, plural, one {# journal} other {# journaux}} : {verified, plural, one {# vérifié} other {# vérifiés}}, {partial, plural, one {# partiel} other {# partiels}}, {mismatch} avec écart, {nothing} sans rien à vérifier{unread, plural, =0 {} one {, # non lu} other {, # non lus}}. Rien n’a été enregistré.',
  'interchange.import.none': 'aucun',
  'interchange.export':
    'écrire une exécution comme journal d’un autre outil, et la relire ; ce que ce journal ne peut dire est indiqué',
  'interchange.option.to': 'outil dont on écrit le journal : inspect (.eval, version 2)',
  'interchange.option.out': 'fichier à écrire (par défaut : log.eval dans le dossier de l’exécution)',
  'interchange.export.written': 'Écrit : {file}',
  'interchange.export.scored-only':
    'L’exactitude d’Inspect porte sur ce qui est noté : {scored} essais sur {attempts}. La raison pour laquelle les autres n’ont pas de valeur figure dans leurs métadonnées (concord).',
}
