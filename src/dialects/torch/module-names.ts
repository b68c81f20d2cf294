import { GatewiseError, show } from "../../base/index.ts";
import { ParameterRef } from "./parameter-ref.ts";

/** Weights files hold no longer names. */
const longestName = 1000;

/** What a module's name has to be; PyTorch refuses empty parts, and files cannot hold blanks and slashes everywhere. */
export const moduleNames = `names joined by dots, as net.rnn, of at most ${longestName} characters`;

export function isModuleName(name: string): boolean {
  return name.length <= longestName && name.split(".").every((part) => /^[^.\s/]+$/.test(part));
}

/** What every nn.Module has already: add_module refuses a child of that name. Source: dir(nn.Module()) of PyTorch 2.13. */
const ofModule: ReadonlySet<string> = new Set(
  (
    "T_destination __annotations__ __call__ __class__ __delattr__ __dict__ __dir__ __doc__ __eq__ __format__ __ge__ __getattr__ " +
    "__getattribute__ __getstate__ __gt__ __hash__ __init__ __init_subclass__ __le__ __lt__ __module__ __ne__ __new__ __reduce__ " +
    "__reduce_ex__ __repr__ __setattr__ __setstate__ __sizeof__ __str__ __subclasshook__ __weakref__ _apply _backward_hooks " +
    "_backward_pre_hooks _buffers _call_impl _compiled_call_impl _forward_hooks _forward_hooks_always_called " +
    "_forward_hooks_with_kwargs _forward_pre_hooks _forward_pre_hooks_with_kwargs _get_backward_hooks _get_backward_pre_hooks " +
    "_get_name _is_full_backward_hook _load_from_state_dict _load_state_dict_post_hooks _load_state_dict_pre_hooks " +
    "_maybe_warn_non_full_backward_hook _modules _named_members _non_persistent_buffers_set _parameters " +
    "_register_load_state_dict_pre_hook _register_state_dict_hook _replicate_for_data_parallel _save_to_state_dict _slow_forward " +
    "_state_dict_hooks _state_dict_pre_hooks _version _wrapped_call_impl add_module apply bfloat16 buffers call_super_init children " +
    "compile cpu cuda double dump_patches eval extra_repr float forward get_buffer get_extra_state get_parameter get_submodule half " +
    "ipu load_state_dict modules mtia named_buffers named_children named_modules named_parameters parameters register_backward_hook " +
    "register_buffer register_forward_hook register_forward_pre_hook register_full_backward_hook register_full_backward_pre_hook " +
    "register_load_state_dict_post_hook register_load_state_dict_pre_hook register_module register_parameter " +
    "register_state_dict_post_hook register_state_dict_pre_hook requires_grad_ set_extra_state set_submodule share_memory state_dict " +
    "to to_empty train training type xpu zero_grad"
  ).split(" "),
);

const recurrent =
  "_all_weights _flat_weight_refs _flat_weights _flat_weights_names _init_flat_weights _update_flat_weights _weights_have_changed " +
  "all_weights check_forward_args check_hidden_size check_input flatten_parameters get_expected_hidden_size mode permute_hidden " +
  "proj_size __jit_unused_properties__";
const convolution = "_conv_forward _reversed_padding_repeated_twice output_padding transposed";

/** What a class has beside its arguments and tensors. Source: as above. */
const ofClass: { readonly [className: string]: string } = {
  RNN: recurrent,
  LSTM: `${recurrent} get_expected_cell_size`,
  GRU: recurrent,
  Conv1d: convolution,
  Conv2d: convolution,
  Embedding: "_fill_padding_idx_with_zero from_pretrained",
  BatchNorm1d: "_check_input_dim reset_running_stats bias weight running_mean running_var num_batches_tracked",
  LayerNorm: "weight",
};

/** Whether an object of a class has an attribute, so that no child of it can bear that name; no class: a plain nn.Module. */
export function hasAttribute(
  name: string,
  of?: { readonly className: string; readonly argumentNames: readonly string[]; readonly tensorNames: readonly string[] },
): boolean {
  if (ofModule.has(name)) return true;
  if (of === undefined) return false;
  const cell = of.className.endsWith("Cell") ? ["bias_ih", "bias_hh"] : [];
  const own = ["__constants__", "reset_parameters", ...cell, ...(ofClass[of.className] ?? "").split(" ")];
  return own.includes(name) || of.tensorNames.includes(name) || (name !== "dtype" && of.argumentNames.includes(name));
}

/** Holds that each is a parameter of the session. Throws: wrong-type, no-match. */
export function checkTargets(where: string, targets: unknown, session: object): asserts targets is readonly ParameterRef[] {
  for (const target of Array.isArray(targets) ? targets : [targets]) {
    if (!(target instanceof ParameterRef)) {
      throw new GatewiseError("wrong-type", {
        where,
        received: show(target),
        expected: "a parameter of the session, or a list of them",
        fix: 'take it from the session, as session.parameter("lstm.weight_ih_l0")',
      });
    }
    if (target.session === session) continue;
    throw new GatewiseError("no-match", {
      where,
      received: `${target.name} of another session`,
      expected: "a parameter of this session",
      fix: `take it from this session, as session.parameter(${show(target.name)})`,
    });
  }
}
