import { PAYLOAD_TYPE } from '../../statement/index.ts'
import { BUNDLE_FORMAT, INDEX_NAME } from './layout.ts'

/** First line of verify.txt: it binds sender and receiver to the digest that the index holds of this file. */
export function verifyHeadline(from: string, receiver: string | null): string {
  return `${BUNDLE_FORMAT} from ${from} for ${receiver ?? 'anyone'}\n`
}

/** How to check a bundle with tar, jq, coreutils and openssl alone. */
export function verifyText(from: string, receiver: string | null): string {
  return `${verifyHeadline(from, receiver)}
This file is an uncompressed tar archive. Concord checks all of it:  concord verify FILE
Without Concord, unpack it with "tar -xf FILE" into an empty folder and check by hand:

1. Every member has the digest that ${INDEX_NAME} lists:
     jq -r '.members[] | .sha256 + "  " + .name' ${INDEX_NAME} | sha256sum -c

2. A statement's id, the name of its file, is the SHA-256 of what was signed:
     jq -r .envelope.payload unlogged/ID.json | base64 -d > payload.json
     (printf 'DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} %d ' "$(wc -c < payload.json)"; cat payload.json) > signed.bin
     sha256sum signed.bin

3. A signature holds. KEY is a key's "public" in charter/N.json (jq -r .body charter/1.json | base64 -d):
     (printf '302a300506032b6570032100'; printf KEY) | xxd -r -p > key.der
     jq -r '.envelope.signatures[0].sig' unlogged/ID.json | base64 -d > signature.bin
     openssl pkeyutl -verify -rawin -pubin -keyform DER -inkey key.der -in signed.bin -sigfile signature.bin

4. The body is the one signed: subject[0] of payload.json has its digest. A large one is blob/sha256/DIGEST.
     jq -r .body unlogged/ID.json | base64 -d | sha256sum

5. The first charter is the one you were told by hand: its id, as in 2 for charter/1.json, is the pinned id.

There is no log yet: what verifies is signed, not logged. The order of freeze and runs is attested by the
signers, not proved.
`
}
