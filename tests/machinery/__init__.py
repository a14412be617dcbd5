# SPDX-License-Identifier: Apache-2.0
"""What the benchmarks and the fault tests start and measure: programs on loopback that end with the script."""
