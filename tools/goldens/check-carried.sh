#!/usr/bin/env bash
# Carries starts from one real framework to another by `init --as`, runs both nets, and compares what comes out.
#   tools/goldens/check-carried.sh      (needs dist/ and the environments keras-3.15, torch-2.13 and tf1.8)
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
frameworks=${GATEWISE_FRAMEWORKS:-$HOME/.cache/gatewise/frameworks}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
init() { node "$root/dist/cli/main.mjs" init "$@" >/dev/null; }
check() { (cd "$root/tools/frameworks" && KERAS_BACKEND=torch CUDA_VISIBLE_DEVICES='' "$frameworks/$1/bin/python" check_carried.py "${@:2}" 2>"$work/errors" || { cat "$work/errors"; exit 1; }); }

documents=$root/tools/frameworks/carried
init "$documents/keras-stack.json" --out "$work/a.safetensors"
init "$documents/keras-stack.json" --as torch@2.13 --out "$work/b.safetensors"
echo "Keras 3.15 to PyTorch: $(check keras-3.15 keras-torch "$documents/keras-stack.json" "$work/a.safetensors" "$work/b.safetensors")"
for one in torch-gru torch-lstm-two-layers; do
  init "$documents/$one.json" --out "$work/a.safetensors"
  init "$documents/$one.json" --as keras@3.15/torch --out "$work/b.safetensors"
  echo "PyTorch to Keras 3.15 ($one): $(check keras-3.15 torch-keras "$documents/$one.json" "$work/a.safetensors" "$work/b.safetensors")"
done
init "$documents/tf1-lstm.json" --out "$work/a.npz"
init "$documents/tf1-lstm.json" --as torch@2.13 --out "$work/b.safetensors"
init "$documents/tf1-lstm.json" --as split --out "$work/c.safetensors"
check tf1.8 tf1-run "$documents/tf1-lstm.json" "$work/a.npz" "$work/out.npz"
echo "TensorFlow 1.8 to PyTorch, and split: $(check torch-2.13 tf1-torch "$work/out.npz" "$work/b.safetensors" "$work/c.safetensors")"
