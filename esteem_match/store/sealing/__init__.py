"""Encryption: keys from codes, sealed values and boxes, the server's secret."""
