/* Every kernel of one vector width: included once by each file that makes a width of them. */
#pragma once
#include "fill_tensorflow.h"
#include "fill_torch.h"
#include "gru.h"
#include "householder.h"
#include "lstm.h"
#include "optimizer.h"
#include "rnn.h"
#include "softmax_cross_entropy.h"
