export const nodeHttp: Readonly<Record<string, string>> = {
  'Port {0} on 127.0.0.1 is not allowed; choose another one with --port or PORT.':
    'Le port {0} sur 127.0.0.1 n’est pas permis ; choisissez-en un autre avec --port ou PORT.',
  'Port {0} on 127.0.0.1 is taken by another program; choose another one with --port or PORT.':
    'Le port {0} sur 127.0.0.1 est pris par un autre programme ; choisissez-en un autre avec --port ou PORT.',
}
