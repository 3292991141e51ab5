# One image per service: docker build --build-arg SERVICE=registry --target service .
# The operators' image, with the command line: docker build --target operator .
ARG PYTHON=3.13-slim-bookworm

FROM python:${PYTHON} AS uv
RUN python -m pip install --no-cache-dir --disable-pip-version-check uv==0.13.9 \
  && python -m venv /opt/hieuhoc

FROM uv AS for-services
COPY requirements/services.txt /tmp/requirements.txt
RUN uv pip sync --python /opt/hieuhoc/bin/python --require-hashes /tmp/requirements.txt

FROM uv AS for-operators
COPY requirements/laptop.txt /tmp/requirements.txt
RUN uv pip sync --python /opt/hieuhoc/bin/python --require-hashes /tmp/requirements.txt

FROM python:${PYTHON} AS ground
# A volume takes its owner from the folder it is first mounted on.
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin hieuhoc \
  && install --directory --owner=10001 --group=10001 /var/lib/hieuhoc
ENV PATH=/opt/hieuhoc/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=/srv
WORKDIR /srv
COPY shared/ shared/
USER 10001
ARG HIEUHOC_VERSION=0.1.0
ARG HIEUHOC_COMMIT=unknown
ENV HIEUHOC_VERSION=${HIEUHOC_VERSION} HIEUHOC_COMMIT=${HIEUHOC_COMMIT}
LABEL org.opencontainers.image.title="Hiếu Học" \
  org.opencontainers.image.version="${HIEUHOC_VERSION}" \
  org.opencontainers.image.revision="${HIEUHOC_COMMIT}" \
  org.opencontainers.image.licenses="Apache-2.0"

FROM ground AS operator
COPY --from=for-operators /opt/hieuhoc /opt/hieuhoc
COPY services/ services/
COPY hieuhoc/ hieuhoc/
ENTRYPOINT ["python", "-m", "hieuhoc"]

FROM ground AS service
COPY --from=for-services /opt/hieuhoc /opt/hieuhoc
ARG SERVICE
COPY services/__init__.py services/
COPY services/${SERVICE}/ services/${SERVICE}/
ENV HIEUHOC_SERVICE=${SERVICE}
EXPOSE 8000 9000
ENTRYPOINT ["/bin/sh", "-c", "exec python -m services.$HIEUHOC_SERVICE \"$@\"", "service"]
CMD ["all"]
