"""What Inspect itself finds in logs: a list of {file, original?} as JSON on stdin, one answer for each on stdout."""

import json
import sys

from inspect_ai.log import read_eval_log, recompute_metrics

# Made up anew at every reading where a log does not have them.
MADE_UP = {"uuid", "id", "span_id", "working_start", "timestamp", "eval_id"}


def differences(one, other, at=""):
    if isinstance(one, dict) and isinstance(other, dict):
        found = []
        for key in sorted(one.keys() | other.keys()):
            if one.get(key) != other.get(key) and not (key in MADE_UP and at != ""):
                found += differences(one.get(key), other.get(key), f"{at}.{key}")
        return found
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [d for n, pair in enumerate(zip(one, other)) for d in differences(*pair, f"{at}.{n}")]
    return [] if one == other or one != one and other != other else [at]


def figures(log):
    scores = log.results.scores if log.results else []
    return {f"{s.name} {key}": m.value for s in scores for key, m in s.metrics.items()}


def samples(file):
    log = read_eval_log(file, resolve_attachments="full")
    return [sample.model_dump(exclude={"attachments", "events_data"}) for sample in log.samples or []]


def opened(file, original=None):
    log = read_eval_log(file)
    header = read_eval_log(file, header_only=True)
    answer = {
        "status": log.status,
        "version": log.version,
        "samples": [[str(sample.id), sample.epoch] for sample in log.samples or []],
        "scores": [
            {name: score.value for name, score in (sample.scores or {}).items()} for sample in log.samples or []
        ],
        "figures": figures(log),
        "headerFigures": figures(header),
        "headerSamples": None if header.samples is None else len(header.samples),
    }
    if original is not None:
        answer["differences"] = differences({"samples": samples(original)}, {"samples": samples(file)})
    else:
        recompute_metrics(log)
        answer["recomputed"] = figures(log)
    return answer


def finite(value):
    if isinstance(value, dict):
        return {key: finite(one) for key, one in value.items()}
    if isinstance(value, list):
        return [finite(one) for one in value]
    return None if isinstance(value, float) and value != value else value


print(json.dumps(finite([opened(**one) for one in json.load(sys.stdin)])))
