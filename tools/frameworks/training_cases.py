"""What the training programs share: a line of JSON in for each case, one out, and the tensors of all in one safetensors file."""
import json
import sys

import safetensors_writer


def run(out, kinds):
    """
    Runs the cases that come on standard input, each by the function of the one kind that its document names.

    A function gives tensors by name, or these and what else is said of the case. What fails is said, and the next case is run.
    """
    tensors = []
    for line in sys.stdin:
        case = json.loads(line)
        try:
            [function] = [kinds[kind] for kind in kinds if kind in case["document"]]
            result = function(case["document"])
            result, more = result if isinstance(result, tuple) else (result, {})
        except Exception as error:
            print(json.dumps({"name": case["name"], "error": "%s: %s" % (type(error).__name__, str(error)[:300])}))
            continue
        tensors += [(case["name"] + "/" + name, value) for name, value in result]
        print(json.dumps(dict({"name": case["name"], "tensors": [name for name, _ in result]}, **more)))
        sys.stdout.flush()
    safetensors_writer.write(out, tensors)
