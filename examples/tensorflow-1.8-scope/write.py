"""TensorFlow 1.8: a scope's initializer around two cells. Writes weights.npz.

    python write.py     (tensorflow==1.8.0, numpy==1.14.6)
"""
import numpy
import tensorflow as tf

tf.set_random_seed(7)
x = tf.placeholder(tf.float32, [4, 10], name="x")
with tf.variable_scope("encoder", initializer=tf.orthogonal_initializer()):
    cell = tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.LSTMCell(16, num_proj=12), tf.nn.rnn_cell.GRUCell(8)])
    cell(x, cell.zero_state(4, tf.float32))
tf.get_variable("w", [8, 3], initializer=tf.truncated_normal_initializer(mean=-0.1, stddev=0.01))
tf.get_variable("b", [3])

with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    variables = tf.global_variables()
    numpy.savez("weights.npz", **{v.op.name: value for v, value in zip(variables, session.run(variables))})
