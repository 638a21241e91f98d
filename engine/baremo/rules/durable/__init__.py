"""The durable engine: the circuit compiled to rules for durable-rules, run in a process of its own."""
