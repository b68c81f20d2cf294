#!/usr/bin/env bash
# Makes virtual environments with the real frameworks, for making and checking goldens. The library itself needs none.
#
#   tools/frameworks/environments.sh --list
#   tools/frameworks/environments.sh torch-2.13 tf1.8
#   tools/frameworks/environments.sh                    # all
#
# They lie below $GATEWISE_FRAMEWORKS (default ~/.cache/gatewise/frameworks); complete ones are passed over.
# Python 3.6, 3.7 and 3.11 are looked for below pyenv's root, then as python3.X on the PATH.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=${GATEWISE_FRAMEWORKS:-$HOME/.cache/gatewise/frameworks}
names=(torch-2.13 keras-3.15 tf1.8 tf1.1 tf1.10 tf1.15)

python_of() { # an interpreter of a minor version; a command that pyenv only stands in for is tried before it is believed
  local found
  for found in "$(pyenv root 2>/dev/null || echo "$HOME/.pyenv")/versions/$1".*/bin/python "$(command -v "python$1")"; do
    if [ -x "$found" ] && "$found" -c 'import venv' 2>/dev/null; then echo "$found"; return; fi
  done
  echo "Python $1 is needed: install it, for example by pyenv" >&2
  return 1
}

environment() { # name, Python version, packages for pip to start with, then what pip installs
  local name=$1 version=$2 start=$3 folder=$root/$1 python
  shift 3
  if [ -e "$folder/.complete" ]; then return; fi
  python=$(python_of "$version")
  rm -rf "$folder"
  mkdir -p "$root"
  "$python" -m venv "$folder"
  # shellcheck disable=SC2086
  "$folder/bin/pip" install -q $start
  "$folder/bin/pip" install -q "$@"
  touch "$folder/.complete"
  echo "$name: $folder/bin/python"
}

make() {
  local old="pip==21.3.1 wheel==0.37.1"
  case $1 in
    torch-2.13) environment "$1" 3.11 pip -c "$here/c311.txt" torch==2.13.0 numpy safetensors ;;
    keras-3.15) environment "$1" 3.11 pip -c "$here/c311.txt" keras==3.15.1 tensorflow==2.21.0 tf_keras==2.21.0 jax==0.10.2 torch==2.13.0 safetensors ;;
    tf1.1) environment "$1" 3.6 "$old" -c "$here/c36.txt" tensorflow==1.1.0 keras==2.0.4 theano==1.0.5 numpy==1.14.6 ;;
    tf1.8) environment "$1" 3.6 "$old" -c "$here/c36.txt" tensorflow==1.8.0 keras==2.1.6 numpy==1.14.6 ;;
    tf1.10) environment "$1" 3.6 "$old setuptools==39.1.0" -c "$here/c36.txt" tensorflow==1.10.0 keras==2.2.2 numpy==1.14.5 ;;
    tf1.15) environment "$1" 3.7 "pip==21.3.1 wheel==0.42.0" -c "$here/c37.txt" tensorflow==1.15.5 keras==2.3.1 numpy==1.18.5 ;;
    *) echo "unknown environment $1; one of ${names[*]}" >&2; exit 2 ;;
  esac
}

if [ "${1:-}" = --list ]; then printf '%s\n' "${names[@]}"; exit; fi
if [ $# -eq 0 ]; then set -- "${names[@]}"; fi
for name; do make "$name"; done
