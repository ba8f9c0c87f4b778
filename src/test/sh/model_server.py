"""Serves a GGUF file with llama.cpp's own HTTP server on a free port of 127.0.0.1, until standard input ends."""

import os
import socket
import sys

import xllamacpp

weights, context, slots = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
parameters = xllamacpp.CommonParams()
parameters.model.path = weights
parameters.n_ctx = context
parameters.n_parallel = slots
parameters.port = port
parameters.endpoint_slots = True
# Threads that wait for each other are very slow where others want the processor, too.
busy = os.getloadavg()[0] > (os.cpu_count() or 1)
threads = int(os.environ.get("PXOS_MODEL_THREADS", "1" if busy else "0"))
if threads > 0:
    parameters.cpuparams.n_threads = threads
    parameters.cpuparams_batch.n_threads = threads
server = xllamacpp.Server(parameters)
print(server.listening_address, flush=True)
sys.stdin.read()
