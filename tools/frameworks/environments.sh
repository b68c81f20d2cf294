#!/usr/bin/env bash
# Makes virtual environments with the real frameworks, for making and checking goldens. The library itself needs none.
#
#   tools/frameworks/environments.sh --list
#   tools/frameworks/environments.sh torch-2.13 keras-3.15 tf1.1 tf1.8 tf1.10 tf1.15
#
# They lie below $GATEWISE_FRAMEWORKS (default ~/.cache/gatewise/frameworks); complete ones are passed over.
# Python 3.6, 3.7 and 3.11 are looked for as python3.X on the PATH and below pyenv's root.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=${GATEWISE_FRAMEWORKS:-$HOME/.cache/gatewise/frameworks}
names="torch-2.13 keras-3.15 tf1.1 tf1.8 tf1.10 tf1.15"

python_of() { # the newest interpreter of a minor version
  local found
  for found in "$(command -v pyenv >/dev/null && pyenv root || echo "$HOME/.pyenv")"/versions/"$1".*/bin/python; do :; done
  if [ -x "$found" ]; then echo "$found"; return; fi
  command -v "python$1" || { echo "python $1 is needed: install it, for example by pyenv" >&2; exit 1; }
}

environment() { # name, python version, pip packages to start with, then packages
  local name=$1 python=$2 start=$3
  shift 3
  local folder=$root/$name
  [ -e "$folder/.complete" ] && return
  rm -rf "$folder"
  mkdir -p "$root"
  "$(python_of "$python")" -m venv "$folder"
  # shellcheck disable=SC2086
  "$folder/bin/pip" install -q $start
  "$folder/bin/pip" install -q "$@"
  touch "$folder/.complete"
  echo "$name: $folder/bin/python"
}

old_pip="pip==21.3.1 wheel==0.37.1"
make() {
  case $1 in
    torch-2.13) environment "$1" 3.11 pip torch==2.13.0 numpy safetensors ;;
    keras-3.15) environment "$1" 3.11 pip keras==3.15.1 tensorflow-cpu==2.21.* tf_keras==2.21.0 jax==0.10.2 torch==2.13.0 safetensors ;;
    tf1.1) environment "$1" 3.6 "$old_pip" -c "$here/c36.txt" tensorflow==1.1.0 keras==2.0.4 theano==1.0.5 numpy==1.14.6 ;;
    tf1.8) environment "$1" 3.6 "$old_pip" -c "$here/c36.txt" tensorflow==1.8.0 keras==2.1.6 numpy==1.14.6 ;;
    tf1.10) environment "$1" 3.6 "$old_pip setuptools==39.1.0" -c "$here/c36.txt" tensorflow==1.10.0 keras==2.2.2 numpy==1.14.5 ;;
    tf1.15) environment "$1" 3.7 "pip==21.3.1 wheel==0.42.0" -c "$here/c37.txt" tensorflow==1.15.5 keras==2.3.1 numpy==1.18.5 ;;
    *) echo "unknown environment $1; one of $names" >&2; exit 2 ;;
  esac
}

[ "${1:-}" = --list ] && { echo "$names"; exit; }
for name in "${@:-$names}"; do make "$name"; done
