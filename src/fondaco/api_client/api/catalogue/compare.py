from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.comparison import Comparison
from ...models.problem import Problem
from typing import cast
from uuid import UUID



def _get_kwargs(
    *,
    listing_id: list[UUID],
    country: str,

) -> dict[str, Any]:
    

    

    params: dict[str, Any] = {}

    json_listing_id = []
    for listing_id_item_data in listing_id:
        listing_id_item = str(listing_id_item_data)
        json_listing_id.append(listing_id_item)


    params["listing_id"] = json_listing_id

    params["country"] = country


    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}


    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/compare",
        "params": params,
    }


    return _kwargs



def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Comparison | Problem | None:
    if response.status_code == 200:
        response_200 = Comparison.from_dict(response.json())



        return response_200

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())



        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())



        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())



        return response_403

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())



        return response_404

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())



        return response_409

    if response.status_code == 410:
        response_410 = Problem.from_dict(response.json())



        return response_410

    if response.status_code == 412:
        response_412 = Problem.from_dict(response.json())



        return response_412

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())



        return response_413

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())



        return response_422

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())



        return response_429

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())



        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Comparison | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    listing_id: list[UUID],
    country: str,

) -> Response[Comparison | Problem]:
    """ Compare

     Up to four listings side by side, in the order asked for; others are left out.

    Args:
        listing_id (list[UUID]):
        country (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Comparison | Problem]
     """


    kwargs = _get_kwargs(
        listing_id=listing_id,
country=country,

    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)

def sync(
    *,
    client: AuthenticatedClient | Client,
    listing_id: list[UUID],
    country: str,

) -> Comparison | Problem | None:
    """ Compare

     Up to four listings side by side, in the order asked for; others are left out.

    Args:
        listing_id (list[UUID]):
        country (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Comparison | Problem
     """


    return sync_detailed(
        client=client,
listing_id=listing_id,
country=country,

    ).parsed

async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    listing_id: list[UUID],
    country: str,

) -> Response[Comparison | Problem]:
    """ Compare

     Up to four listings side by side, in the order asked for; others are left out.

    Args:
        listing_id (list[UUID]):
        country (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Comparison | Problem]
     """


    kwargs = _get_kwargs(
        listing_id=listing_id,
country=country,

    )

    response = await client.get_async_httpx_client().request(
        **kwargs
    )

    return _build_response(client=client, response=response)

async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    listing_id: list[UUID],
    country: str,

) -> Comparison | Problem | None:
    """ Compare

     Up to four listings side by side, in the order asked for; others are left out.

    Args:
        listing_id (list[UUID]):
        country (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Comparison | Problem
     """


    return (await asyncio_detailed(
        client=client,
listing_id=listing_id,
country=country,

    )).parsed
