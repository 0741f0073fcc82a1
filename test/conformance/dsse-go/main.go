// Reads cases as JSON lines {keys: [{keyid, public}], threshold, envelope} and answers each with one line of
// JSON: {accepted: [keyid], payload} or {refused: why}. The verification is go-securesystemslib's alone.
package main

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"slices"

	"github.com/secure-systems-lab/go-securesystemslib/dsse"
	"github.com/secure-systems-lab/go-securesystemslib/signerverifier"
)

type testCase struct {
	Keys []struct {
		KeyID  string `json:"keyid"`
		Public string `json:"public"`
	} `json:"keys"`
	Threshold int           `json:"threshold"`
	Envelope  dsse.Envelope `json:"envelope"`
}

type answer struct {
	Accepted []string `json:"accepted,omitempty"`
	Payload  string   `json:"payload,omitempty"`
	Refused  string   `json:"refused,omitempty"`
}

func verify(line []byte) answer {
	var test testCase
	if err := json.Unmarshal(line, &test); err != nil {
		return answer{Refused: err.Error()}
	}
	var verifiers []dsse.Verifier
	for _, key := range test.Keys {
		verifier, err := signerverifier.NewED25519SignerVerifierFromSSLibKey(&signerverifier.SSLibKey{
			KeyID:   key.KeyID,
			KeyType: "ed25519",
			Scheme:  "ed25519",
			KeyVal:  signerverifier.KeyVal{Public: key.Public},
		})
		if err != nil {
			return answer{Refused: err.Error()}
		}
		verifiers = append(verifiers, verifier)
	}
	envelopes, err := dsse.NewMultiEnvelopeVerifier(test.Threshold, verifiers...)
	if err != nil {
		return answer{Refused: err.Error()}
	}
	accepted, err := envelopes.Verify(context.Background(), &test.Envelope)
	if err != nil {
		return answer{Refused: err.Error()}
	}
	payload, err := test.Envelope.DecodeB64Payload()
	if err != nil {
		return answer{Refused: err.Error()}
	}
	result := answer{Payload: base64.StdEncoding.EncodeToString(payload)}
	for _, key := range accepted {
		result.Accepted = append(result.Accepted, key.KeyID)
	}
	slices.Sort(result.Accepted)
	return result
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 16<<20)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		if err := out.Encode(verify(lines.Bytes())); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	if err := lines.Err(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
